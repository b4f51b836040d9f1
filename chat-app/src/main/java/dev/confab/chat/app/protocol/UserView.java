package dev.confab.chat.app.protocol;

import com.fasterxml.jackson.databind.JsonNode;

/** A user of the directory, a member of a room, or the user who is logged in. */
public record UserView(String id, String username, boolean isOnline, boolean isActive) {

    /** Reads a user of the directory. */
    public static UserView ofUser(JsonNode json) {
        return of(json, "id");
    }

    /** Reads a member of a room. */
    public static UserView ofMember(JsonNode json) {
        return of(json, "user_id");
    }

    private static UserView of(JsonNode json, String id) {
        return new UserView(
                json.path(id).asText(""),
                json.path("username").asText(""),
                json.path("is_online").asBoolean(),
                json.path("is_active").asBoolean(true));
    }
}
