package dev.confab.chat.app.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * A message, with what a plain client shows. Its text is as the author wrote it, so it may hold control characters.
 *
 * @param clientId the idempotency key that its sender chose; null for none
 * @param userId null for a system message
 * @param author the user name; empty for a system message
 * @param edited the time of the last edit, as the server writes it; null for never
 */
public record MessageView(
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

    /** Reads a message of a REST body or a frame. */
    public static MessageView of(JsonNode json) {
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

    /** Whether the server wrote the message, such as a change of the title. */
    public boolean isSystem() {
        return userId == null;
    }

    /** Whether the user with this id wrote the message. */
    public boolean isOf(String id) {
        return id.equals(userId);
    }

    @Override
    public String toString() {
        return "Message[" + seq + "]";
    }
}
