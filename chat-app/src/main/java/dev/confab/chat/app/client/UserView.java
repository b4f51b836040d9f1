package dev.confab.chat.app.client;

import com.fasterxml.jackson.databind.JsonNode;

/** Somebody in a room or in the directory, or the signed-in person. */
record UserView(String id, String username, boolean isOnline, boolean isActive) {

    /** Reads a user of the directory. */
    static UserView ofUser(JsonNode json) {
        return of(json, "id");
    }

    /** Reads a member of a room. */
    static UserView ofMember(JsonNode json) {
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
