package dev.confab.chat.app.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A room as the signed-in person sees it.
 *
 * @param isMine is that person a member?
 * @param messageSeq the seq of its newest message; 0 for none
 * @param unread how many messages that person has not seen
 */
record RoomSummary(
        String id,
        String title,
        boolean isDirect,
        boolean isMine,
        int members,
        long messageSeq,
        long unread,
        boolean isMuted) {

    static RoomSummary of(JsonNode json) {
        return new RoomSummary(
                json.path("id").asText(),
                json.path("title").asText(""),
                json.path("kind").asText("").equals("direct"),
                json.path("role").isTextual(),
                json.path("member_count").asInt(),
                json.path("message_seq").asLong(),
                json.path("message_new_count").asLong(),
                json.path("is_muted").asBoolean());
    }
}
