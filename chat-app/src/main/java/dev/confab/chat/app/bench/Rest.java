package dev.confab.chat.app.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The HTTP half of the protocol, as far as a run needs it. For any thread; each call blocks. */
final class Rest implements AutoCloseable {

    /** How far a room has come. */
    record RoomState(long version, long messageSeq) {}

    static final String SOCKET = "/api/v1/chat/ws/";

    private static final String AUTH = "/api/v1/auth/";
    private static final String ROOMS = "/api/v1/chat/rooms/";

    /** Signing up hashes a password, and others may wait before us. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;

    Rest(URI server) {
        this.server = server;
    }

    VirtualUser signUp(String name, String password) {
        var credentials = object().put("username", name).put("password", password);
        var id = call("POST", AUTH + "signup/", credentials, null).path("id").asText();
        var tokens = call("POST", AUTH + "token/", credentials, null);
        return new VirtualUser(id, tokens.path("access").asText());
    }

    /** Opens a private room; answers its id. */
    String openRoom(String title, VirtualUser owner, Iterable<VirtualUser> others, boolean isPublic) {
        var room = object().put("title", title).put("is_public", isPublic);
        var users = room.putArray("users");
        others.forEach(person -> users.add(person.id()));
        return call("POST", ROOMS, room, owner.token()).path("id").asText();
    }

    RoomState room(String id, VirtualUser reader) {
        var room = call("GET", ROOMS + id + "/", null, reader.token());
        return new RoomState(
                room.path("version").longValue(), room.path("message_seq").longValue());
    }

    void post(String room, String body, VirtualUser author) {
        call("POST", ROOMS + room + "/messages/", object().put("body", body), author.token());
    }

    void deleteRoom(String id, VirtualUser owner) {
        call("DELETE", ROOMS + id + "/", null, owner.token());
    }

    /** The last {@code limit} messages, the newest first. */
    JsonNode history(String room, int limit, VirtualUser reader) {
        return call("GET", ROOMS + room + "/messages/?limit=" + limit, null, reader.token())
                .path("results");
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private JsonNode call(String method, String path, @Nullable JsonNode body, @Nullable String token) {
        var request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return answer(exchange(request.build()));
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new BenchFailure("Cannot reach " + server + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("The run was interrupted", e);
        }
    }

    private JsonNode answer(HttpResponse<byte[]> response) {
        if (response.statusCode() == 429) {
            throw new BenchFailure("The server throttles; for a run it has to be started with CONFAB_LIMITS=off");
        }
        try {
            var body = FrameView.JSON.readTree(response.body());
            if (response.statusCode() / 100 == 2) {
                return body;
            }
            throw new BenchFailure("HTTP " + response.statusCode() + " for "
                    + response.request().method() + " "
                    + response.request().uri().getPath() + ": "
                    + body.at("/errors/0/message").asText());
        } catch (IOException e) {
            throw new BenchFailure(server + " does not answer in JSON; is it a Confab server?", e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
