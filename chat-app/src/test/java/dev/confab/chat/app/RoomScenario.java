package dev.confab.chat.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A room with users in every relation to it, and their content. */
final class RoomScenario {

    /** A user's relation to the room. */
    enum Role {
        /** Not logged in. */
        ANONYMOUS,
        /** Logged in, never a member. */
        STRANGER,
        /** A member who has muted the room. */
        MUTED,
        /** A member and the author of the content. */
        MEMBER,
        BANNED,
        ADMIN,
        OWNER,
        /** Staff, never a member. */
        STAFF
    }

    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");
    private static final String MULTIPART = "image:";

    private final ScenarioServer stage;
    private final boolean inPublic;
    private final Map<String, String> known = new HashMap<>();
    private final Map<String, Supplier<String>> making = new HashMap<>();

    RoomScenario(ScenarioServer stage, boolean inPublic) {
        this.stage = stage;
        this.inPublic = inPublic;
        making.put("room", this::makeRoom);
        making.put("message", () -> id(member().post(in("messages/"), Map.of("body", "Hello tea"), 201)));
        making.put("reaction", this::react);
        making.put("pinned", this::pin);
        making.put("target", () -> membership(ScenarioServer.TARGET));
        making.put("outcast", () -> membership(Role.BANNED.name()));
        making.put("outsider", () -> stage.user(ScenarioServer.OUTSIDER).id());
        making.put(
                "invite",
                () -> admin().post(in("invites/"), Map.of(), 201).path("invite").asText());
        making.put(
                "device",
                () -> id(member().post("devices/", Map.of("registration_id", stage.word(), "type", "web"), 201)));
        making.put("category", () -> id(member().post("categories/", Map.of("title", stage.word()), 201)));
        making.put("image", () -> upload("room_id=" + id("room")));
        making.put("loose", () -> upload(""));
        making.put("like", this::like);
        making.put("person", () -> stage.user(ScenarioServer.TARGET).id());
        making.put("signature", this::signature);
        making.put("word", stage::word);
    }

    private String makeRoom() {
        var people = List.of(
                Role.MUTED.name(), Role.MEMBER.name(), Role.BANNED.name(), Role.ADMIN.name(), ScenarioServer.TARGET);
        var ids = people.stream().map(person -> stage.user(person).id()).toList();
        var profile = Map.of("title", "Tea", "is_public", inPublic, "users", ids);
        var room = id(owner().post("rooms/", profile, 201));
        known.put("room", room);
        owner().call("PATCH", at("users/" + membership(Role.ADMIN.name()) + "/"), Map.of("role", "admin"), 200);
        owner().post(in("users/" + membership(Role.BANNED.name()) + "/ban/"), Map.of(), 200);
        stage.user(Role.MUTED.name()).call("POST", at("mute/"), Map.of(), 201);
        return room;
    }

    private String react() {
        var reaction = Map.of("body", "tea", "is_reaction", true, "parent_id", id("message"));
        member().post(in("messages/"), reaction, 201);
        return "tea";
    }

    /** Returns the id of a reaction. */
    private String like() {
        var reaction = Map.of("body", "like", "is_reaction", true, "parent_id", id("message"));
        return id(member().post(in("messages/"), reaction, 201));
    }

    /** Returns the query of a signed file URL. */
    private String signature() {
        var image = member().get("images/" + id("image") + "/");
        return image.path("image").asText().replaceFirst(".*\\?", "");
    }

    private String pin() {
        owner().post(in("messages/" + id("message") + "/pin/"), Map.of(), 201);
        return id("message");
    }

    private String upload(String target) {
        var answer = send(member(), "POST", "/api/v1/chat/images/", MULTIPART + target);
        return TestUser.parse(answer.body()).path("id").asText();
    }

    private String membership(String person) {
        var user = stage.user(person).id();
        for (var member : owner().get(in("users/"))) {
            if (member.path("user_id").asText().equals(user)) {
                known.put("membership of " + person, member.path("id").asText());
            }
        }
        return known.get("membership of " + person);
    }

    private String in(String path) {
        return "rooms/" + id("room") + "/" + path;
    }

    private String at(String path) {
        return "/api/v1/chat/" + in(path);
    }

    private static String id(JsonNode made) {
        return made.path("id").asText();
    }

    private TestUser owner() {
        return stage.user(Role.OWNER.name());
    }

    private TestUser admin() {
        return stage.user(Role.ADMIN.name());
    }

    private TestUser member() {
        return stage.user(Role.MEMBER.name());
    }

    /** Returns the value of a placeholder, created on first use. */
    private String id(String name) {
        if (!known.containsKey(name)) {
            known.put(name, making.get(name).get());
        }
        return known.get(name);
    }

    private String filled(String text) {
        return NAME.matcher(text).replaceAll((MatchResult found) -> id(found.group(1)));
    }

    /** Returns the status of a request by {@code role}. */
    int ask(Role role, String method, String address, String body) {
        var path = "/api/v1/" + filled(address);
        var text = body.startsWith("{\"") || body.startsWith(MULTIPART) ? filled(body) : body;
        var person = address.startsWith("auth/") ? stage.passer(role) : stage.user(role.name());
        return send(person, method, path, text).statusCode();
    }

    private HttpResponse<String> send(TestUser person, String method, String path, String body) {
        return body.startsWith(MULTIPART)
                ? person.send(method, path, "multipart/form-data; boundary=~~", multipart(body))
                : person.send(method, path, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    /** Builds a form with an image, and a field if the body names one. */
    private static byte[] multipart(String body) {
        var form = new ByteArrayOutputStream();
        var field = body.substring(MULTIPART.length()).strip();
        if (!field.isEmpty()) {
            var parts = field.split("=", 2);
            write(
                    form,
                    "--~~\r\nContent-Disposition: form-data; name=\"" + parts[0] + "\"\r\n\r\n" + parts[1] + "\r\n");
        }
        write(form, "--~~\r\nContent-Disposition: form-data; name=\"image\"; filename=\"dot.png\"\r\n");
        write(form, "Content-Type: image/png\r\n\r\n");
        form.writeBytes(ScenarioServer.PICTURE);
        write(form, "\r\n--~~--\r\n");
        return form.toByteArray();
    }

    private static void write(ByteArrayOutputStream form, String text) {
        form.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
