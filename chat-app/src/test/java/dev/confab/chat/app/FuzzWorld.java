package dev.confab.chat.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Users and a room for requests to refer to, so that some requests succeed. A successful request may destroy them;
 * {@link #mend} recreates what is missing.
 */
final class FuzzWorld {

    private final String url;
    private final TestUser root;
    private TestUser ann;
    private TestUser bob;
    private String refresh = "";
    private String room = "";
    private String member = "";
    private String message = "";

    /** @param root a staff user, who makes Ann staff so that she may call every operation */
    FuzzWorld(TestUser root) {
        this.url = root.url();
        this.root = root;
        people();
        room();
    }

    private static String fresh() {
        return UUID.randomUUID().toString();
    }

    private void people() {
        ann = TestUser.signUp(url, "ann-" + fresh());
        bob = TestUser.signUp(url, "bob-" + fresh());
        root.call("PATCH", "/api/v1/admin/users/" + ann.id() + "/", Map.of("is_staff", true), 200);
        refresh = logIn().path("refresh").asText();
    }

    private JsonNode logIn() {
        var answer =
                ann.send("POST", "/api/v1/auth/token/", Map.of("username", ann.name(), "password", TestUser.PASSWORD));
        return TestUser.parse(answer.body());
    }

    private void room() {
        room = ann.post("rooms/", Map.of("title", "Fuzz", "users", List.of(bob.id())), 201)
                .path("id")
                .asText();
        for (var user : ann.get("rooms/" + room + "/users/")) {
            if (user.path("user_id").asText().equals(bob.id())) {
                member = user.path("id").asText();
            }
        }
        message = ann.post("rooms/" + room + "/messages/", Map.of("body", "Hello"), 201)
                .path("id")
                .asText();
    }

    void mend() {
        if (!answers(bob, "/api/v1/auth/me/") || !answers(ann, "/api/v1/auth/me/")) {
            people();
            room();
        } else if (!isRoomWhole()) {
            room();
        }
    }

    /** Whether Ann is still the owner, Bob a member, and the message present. */
    private boolean isRoomWhole() {
        var path = "/api/v1/chat/rooms/" + room + "/";
        return read(path).path("role").asText().equals("owner")
                && read(path + "users/" + member + "/").path("is_active").asBoolean()
                && !read(path + "messages/" + message + "/").path("is_deleted").asBoolean(true);
    }

    private JsonNode read(String path) {
        return TestUser.parse(ann.send("GET", path, null).body());
    }

    private static boolean answers(TestUser user, String path) {
        return user.send("GET", path, null).statusCode() == 200;
    }

    String token() {
        return ann.token();
    }

    /** Returns an existing value for a path parameter. */
    String path(String name) {
        return switch (name) {
            case "room" -> room;
            case "user" -> bob.id();
            case "member" -> member;
            case "message" -> message;
            case "content" -> "%F0%9F%91%8D";
            case "name" -> "fuzz";
            case "file" -> "docs.js";
            default -> fresh();
        };
    }

    /** Returns a valid value of a field or parameter, as JSON. */
    String value(String name, JsonNode schema) {
        return switch (name) {
            case "username" -> quoted("fuzz-" + fresh());
            case "password", "old_password", "new_password" -> quoted(TestUser.PASSWORD);
            case "refresh" -> quoted(refresh);
            case "token" -> quoted(ann.token());
            case "user_id" -> quoted(bob.id());
            case "users", "user_ids" -> list(bob.id());
            case "message_ids" -> list(message);
            case "rooms" -> list(room);
            case "parent_id", "parent", "around" -> quoted(message);
            case "email" -> quoted("a@example.com");
            default -> value(schema);
        };
    }

    private static String value(JsonNode schema) {
        if (schema.has("enum")) {
            return schema.get("enum").get(0).toString();
        }
        return switch (type(schema)) {
            case "boolean" -> "true";
            case "integer" -> "1";
            case "array" -> "[]";
            default -> text(schema.path("format").asText());
        };
    }

    private static String type(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray() ? type.get(0).asText() : type.asText();
    }

    private static String text(String format) {
        return switch (format) {
            case "uuid" -> quoted(fresh());
            case "date-time" -> quoted("2030-01-01T00:00:00Z");
            default -> quoted("x");
        };
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static String list(String item) {
        return "[\"" + item + "\"]";
    }
}
