package dev.confab.chat.app.protocol;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A room as a user sees it.
 *
 * @param isMine whether the user is a member
 * @param version the version of its latest change
 * @param messageSeq the seq of its newest message; 0 for none
 * @param unread the number of messages that the user has not seen
 */
public record RoomSummary(
        String id,
        String title,
        boolean isDirect,
        boolean isMine,
        int members,
        long version,
        long messageSeq,
        long unread,
        boolean isMuted) {

    /** Reads a room of a REST body or a frame. */
    public static RoomSummary of(JsonNode json) {
        return new RoomSummary(
                json.path("id").asText(),
                json.path("title").asText(""),
                json.path("kind").asText("").equals("direct"),
                json.path("role").isTextual(),
                json.path("member_count").asInt(),
                json.path("version").asLong(),
                json.path("message_seq").asLong(),
                json.path("message_new_count").asLong(),
                json.path("is_muted").asBoolean());
    }
}
