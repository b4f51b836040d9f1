package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** All routes for users and staff, with paths and bodies that are valid for a prepared room. */
final class RouteTable {

    /** The type of a field. */
    enum Type {
        TEXT,
        FLAG,
        WHOLE,
        ID,
        IDS,
        /** A list whose invalid ids are skipped. */
        LENIENT_IDS,
        TIME
    }

    /** Returns JSON values that are invalid for the type. */
    static List<String> wrong(Type type) {
        return switch (type) {
            case TEXT ->
                List.of(
                        "17",
                        "1.5",
                        "true",
                        "[]",
                        "{}",
                        "[\"x\"]",
                        "\"\\ud800\"",
                        "\"x\\udc00\\ud800\"",
                        "\"\\u0000\"");
            case FLAG -> List.of("17", "\"true\"", "[]", "{}", "null", "0");
            case WHOLE -> List.of("1.5", "1.0", "1e400", "99999999999999999999", "\"17\"", "true", "[]", "{}");
            case ID -> List.of("17", "1.5", "true", "[]", "{}", "\"\"", "\"x\"", "\"1-1-1-1-1\"", "\"\\ud800\"");
            case IDS ->
                List.of("17", "true", "{}", "\"x\"", "[\"x\"]", "[17]", "[null]", "[[]]", "[{}]", "[\"\\ud800\"]");
            case LENIENT_IDS -> List.of("17", "true", "{}", "\"x\"", "null");
            case TIME ->
                List.of("17", "true", "[]", "{}", "\"\"", "\"now\"", "\"\\ud800\"", "\"2030-13-01T00:00:00Z\"");
        };
    }

    /**
     * One route.
     *
     * @param body a valid one; null if the route reads none
     * @param fields the fields that the route reads
     */
    record Route(String method, String path, boolean isOpen, Map<String, Object> body, Map<String, Type> fields) {

        boolean hasBody() {
            return body != null;
        }

        /** Returns the valid body with one field replaced by {@code json}. */
        String bodyWith(String field, String json) {
            var source = new LinkedHashMap<String, String>();
            body.forEach((name, value) ->
                    source.put(name, Answer.text(List.of(value)).replaceAll("^\\[|]$", "")));
            source.put(field, json);
            var parts = new ArrayList<String>();
            source.forEach((name, value) -> parts.add("\"" + name + "\":" + value));
            return "{" + String.join(",", parts) + "}";
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** The operations for services, which are in {@link SystemMessageRoutesTest}. */
    static final Set<String> OF_SERVICES = Set.of("postSystemMessage");

    final List<Route> routes = new ArrayList<>();

    RouteTable(String room, String member, String message, String user, String category, String image) {
        accounts();
        rooms("/api/v1/chat/rooms/", user);
        members("/api/v1/chat/rooms/" + room + "/", member, user);
        messages("/api/v1/chat/rooms/" + room + "/messages/", message);
        categories("/api/v1/chat/categories/", category, room);
        devices("/api/v1/chat/devices/");
        room("/api/v1/chat/rooms/" + room + "/");
        images("/api/v1/chat/images/", image);
        administration("/api/v1/admin/", room, message, user);
    }

    private void administration(String path, String room, String message, String user) {
        var fields = Map.of("username", Type.TEXT, "password", Type.TEXT, "is_staff", Type.FLAG);
        closed("GET", path + "users/");
        closed("POST", path + "users/", json("username", "bad-input-made", "password", "correct horse"), fields);
        closed(
                "PATCH",
                path + "users/" + user + "/",
                json("is_active", true),
                Map.of("is_active", Type.FLAG, "is_staff", Type.FLAG, "password", Type.TEXT));
        closed("DELETE", path + "users/" + user + "/connections/");
        closed("GET", path + "users/" + user + "/devices/");
        closed("GET", path + "rooms/");
        closed("GET", path + "rooms/" + room + "/members/");
        closed("GET", path + "rooms/" + room + "/messages/");
        closed("DELETE", path + "rooms/" + room + "/");
        closed("DELETE", path + "messages/" + message + "/");
        closed("GET", path + "connections/");
        closed("GET", "/metrics");
        closed("GET", path + "push/");
    }

    private void accounts() {
        var auth = "/api/v1/auth/";
        open("GET", "/health/live", null, Map.of());
        open("GET", "/health/ready", null, Map.of());
        open("GET", "/openapi.json", null, Map.of());
        open("GET", "/asyncapi.yaml", null, Map.of());
        open("GET", "/api/v1/", null, Map.of());
        open("GET", "/api/v1/swagger/", null, Map.of());
        open("GET", "/api/v1/schema/", null, Map.of());
        open("GET", "/docs", null, Map.of());
        open("GET", "/docs/docs.js", null, Map.of());
        open(
                "POST",
                auth + "signup/",
                json("username", "bad-input", "password", "correct horse", "email", "a@b.c", "display_name", "x"),
                Map.of("username", Type.TEXT, "password", Type.TEXT, "email", Type.TEXT, "display_name", Type.TEXT));
        open(
                "POST",
                auth + "token/",
                json("username", "x", "password", "y"),
                Map.of("username", Type.TEXT, "password", Type.TEXT));
        open("POST", auth + "token/refresh/", json("refresh", "x"), Map.of("refresh", Type.TEXT));
        open("POST", auth + "token/verify/", json("token", "x"), Map.of("token", Type.TEXT));
        open("POST", auth + "token/blacklist/", json("refresh", "x"), Map.of("refresh", Type.TEXT));
        closed("GET", auth + "me/");
        closed(
                "PATCH",
                auth + "me/",
                json("display_name", "x", "email", "a@b.c"),
                Map.of("username", Type.TEXT, "display_name", Type.TEXT, "email", Type.TEXT));
        closed("DELETE", auth + "me/");
        closed(
                "POST",
                auth + "me/password/",
                json("old_password", "x", "new_password", "y"),
                Map.of("old_password", Type.TEXT, "new_password", Type.TEXT));
        closed("GET", "/api/v1/chat/users/");
    }

    private void rooms(String path, String user) {
        var fields = Map.of(
                "title", Type.TEXT,
                "description", Type.TEXT,
                "is_public", Type.FLAG,
                "members_can_invite", Type.FLAG,
                "members_can_pin", Type.FLAG,
                "users", Type.IDS);
        closed("GET", path);
        closed("POST", path, json("title", "x", "users", List.of(user)), fields);
        closed("PUT", path + "direct/", json("users", List.of(user)), Map.of("users", Type.IDS));
        closed("PUT", path + "by-name/x/");
    }

    private void room(String path) {
        var fields = Map.of(
                "title", Type.TEXT,
                "description", Type.TEXT,
                "is_public", Type.FLAG,
                "members_can_invite", Type.FLAG,
                "members_can_pin", Type.FLAG,
                "users", Type.IDS);
        closed("GET", path);
        closed("PUT", path, json("title", "x"), fields);
        closed("PATCH", path, json("title", "x"), fields);
        closed("DELETE", path);
    }

    private void members(String path, String member, String user) {
        closed("POST", path + "mute/", json("until", "2030-01-01T00:00:00Z"), Map.of("until", Type.TIME));
        closed("POST", path + "unmute/");
        closed("PUT", path + "push-level/", json("push_level", "all"), Map.of("push_level", Type.TEXT));
        closed("POST", path + "join/", json(), Map.of("invite", Type.TEXT));
        closed("POST", path + "invites/", json("expires_in", 60), Map.of("expires_in", Type.WHOLE));
        closed("DELETE", path + "invites/x/");
        closed("POST", path + "leave/");
        closed("GET", path + "users/");
        closed("POST", path + "users/", json("user_id", user), Map.of("user_id", Type.ID));
        closed("POST", path + "users/", json("user_ids", List.of(user)), Map.of("user_ids", Type.IDS));
        closed("GET", path + "users/names/");
        closed("GET", path + "users/" + member + "/");
        closed("PUT", path + "users/" + member + "/", json("role", "member"), Map.of("role", Type.TEXT));
        closed("PATCH", path + "users/" + member + "/", json("role", "member"), Map.of("role", Type.TEXT));
        closed("DELETE", path + "users/" + member + "/");
        closed("POST", path + "users/" + member + "/ban/");
        closed("POST", path + "users/" + member + "/unban/");
    }

    private void devices(String path) {
        var fields = Map.of("registration_id", Type.TEXT, "type", Type.TEXT, "name", Type.TEXT, "device_id", Type.TEXT);
        closed("GET", path);
        closed("POST", path, json("registration_id", "token", "type", "ios"), fields);
        closed("DELETE", path + UUID.randomUUID() + "/");
    }

    private void categories(String path, String category, String room) {
        var fields = Map.of("title", Type.TEXT, "description", Type.TEXT, "rooms", Type.IDS);
        closed("GET", path);
        closed("POST", path, json("title", "x", "rooms", List.of(room)), fields);
        closed("GET", path + category + "/");
        closed("PUT", path + category + "/", json("title", "x"), fields);
        closed("PATCH", path + category + "/", json("title", "x"), fields);
        closed("DELETE", path + category + "/");
    }

    private void messages(String path, String message) {
        closed("GET", path);
        closed(
                "POST",
                path,
                json("body", "x", "parent_id", message, "client_id", "c"),
                Map.of(
                        "body", Type.TEXT,
                        "images", Type.IDS,
                        "parent_id", Type.ID,
                        "client_id", Type.TEXT,
                        "is_reaction", Type.FLAG));
        closed(
                "POST",
                path,
                json("body", "x", "parent_id", message, "is_reaction", true),
                Map.of("body", Type.TEXT, "parent_id", Type.ID, "is_reaction", Type.FLAG));
        closed("POST", path + "seen/", json("message_ids", List.of(message)), Map.of("message_ids", Type.LENIENT_IDS));
        closed(
                "POST",
                path + "received/",
                json("message_ids", List.of(message)),
                Map.of("message_ids", Type.LENIENT_IDS));
        closed("GET", path + message + "/");
        closed("PUT", path + message + "/", json("body", "x"), Map.of("body", Type.TEXT));
        closed("PATCH", path + message + "/", json("body", "x"), Map.of("body", Type.TEXT));
        closed("DELETE", path + message + "/");
        closed("GET", path + message + "/edits/");
        closed("POST", path + message + "/pin/");
        closed("DELETE", path + message + "/pin/");
        closed("DELETE", path + message + "/reactions/x/");
        closed("GET", path + message + "/receipts/");
    }

    private void images(String path, String id) {
        var image = path + id + "/";
        var fields = Map.of("name", Type.TEXT, "message_id", Type.ID);
        closed("GET", path);
        closed("POST", path);
        closed("GET", image);
        closed("PUT", image, json("name", "x"), fields);
        closed("PATCH", image, json("name", "x"), fields);
        closed("DELETE", image);
        closed("GET", image + "file/");
        closed("GET", image + "thumbnail/");
    }

    private void open(String method, String path, Map<String, Object> body, Map<String, Type> fields) {
        routes.add(new Route(method, path, true, body, fields));
    }

    private void closed(String method, String path) {
        closed(method, path, null, Map.of());
    }

    private void closed(String method, String path, Map<String, Object> body, Map<String, Type> fields) {
        routes.add(new Route(method, path, false, body, fields));
    }

    /** Returns the methods that each path supports, without OPTIONS. */
    Map<String, Set<String>> methods() {
        var methods = new LinkedHashMap<String, Set<String>>();
        for (var route : routes) {
            methods.computeIfAbsent(route.path(), path -> new TreeSet<>()).add(route.method());
        }
        methods.values().stream().filter(set -> set.contains("GET")).forEach(set -> set.add("HEAD"));
        return methods;
    }
}
