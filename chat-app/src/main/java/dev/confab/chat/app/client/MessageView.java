package dev.confab.chat.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * A message, cut down to what a terminal can show. Its text is as its author wrote it: not fit for a screen before
 * {@link TerminalText} has been at it.
 *
 * @param clientId the name its sender gave it; null if none
 * @param userId null for a system message
 * @param author the user name; empty for a system message
 * @param edited when it last was, as the server writes it; null for never
 */
record MessageView(
        String id,
        String room,
        long seq,
        long version,
        @Nullable String clientId,
        @Nullable String userId,
        String author,
        String body,
        boolean isReply,
        int images,
        boolean isDeleted,
        @Nullable String edited,
        Instant created) {

    static MessageView of(JsonNode json) {
        return new MessageView(
                json.path("id").asText(),
                json.path("room_id").asText(),
                json.path("seq").asLong(),
                json.path("version").asLong(),
                json.path("client_id").textValue(),
                json.path("user_id").textValue(),
                json.path("author").path("username").asText(""),
                json.path("body").asText(""),
                json.path("parent_id").isTextual(),
                json.path("images").size(),
                json.path("is_deleted").asBoolean(),
                json.path("edited").textValue(),
                time(json.path("created").asText("")));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    boolean isSystem() {
        return userId == null;
    }

    boolean isOf(String user) {
        return user.equals(userId);
    }

    @Override
    public String toString() {
        return "Message[" + seq + "]";
    }
}
