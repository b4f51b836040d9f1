package dev.confab.chat.adapter.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.confab.chat.domain.port.InMemoryImageCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A client of a {@link TestServer}, with or without a user. */
record Client(TestServer server, String name, String id, String token, Encoding encoding) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static final String CHAT = "/api/v1/chat";

    Client(TestServer server, String name, String id, String token) {
        this(server, name, id, token, Encoding.JSON);
    }

    /** Returns the same client with another encoding of bodies. */
    Client writing(Encoding other) {
        return new Client(server, name, id, token, other);
    }

    /** Returns an object of alternating names and values; a value may be null. */
    static Map<String, Object> json(Object... namesAndValues) {
        var fields = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer post(String path, Object body) {
        return send("POST", path, body);
    }

    Answer post(String path) {
        return send("POST", path, null);
    }

    Answer put(String path, Object body) {
        return send("PUT", path, body);
    }

    Answer patch(String path, Object body) {
        return send("PATCH", path, body);
    }

    Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** Encodes bodies that are neither text nor bytes. */
    Answer send(String method, String path, Object body) {
        if (body instanceof Map<?, ?> fields && encoding != Encoding.JSON) {
            @SuppressWarnings("unchecked")
            var written = encoding.write((Map<String, ?>) fields);
            return send(method, path, written, request -> request.setHeader("Content-Type", encoding.type));
        }
        return send(method, path, body, request -> request);
    }

    /** Sends a body without a Content-Type. */
    Answer sendUntyped(String method, String path, Object body) {
        return send(method, path, null, request -> request.method(method, publisher(body)));
    }

    Client withToken(String other) {
        return new Client(server, name, id, other, encoding);
    }

    Answer send(String method, String path, Object body, UnaryOperator<HttpRequest.Builder> change) {
        var uri = URI.create(path.startsWith("http") ? path : server.address() + path);
        var request = HttpRequest.newBuilder(uri).method(method, publisher(body));
        if (!token.isEmpty()) {
            request.setHeader("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.setHeader("Content-Type", "application/json");
        }
        var answer = send(change.apply(request).build());
        server.contract().check(path, answer);
        return answer;
    }

    private static HttpRequest.BodyPublisher publisher(Object body) {
        if (body == null) {
            return BodyPublishers.noBody();
        }
        if (body instanceof HttpRequest.BodyPublisher publisher) {
            return publisher;
        }
        return BodyPublishers.ofByteArray(
                body instanceof byte[] bytes ? bytes : Answer.text(body).getBytes(UTF_8));
    }

    private static Answer send(HttpRequest request) {
        try {
            var response = HTTP.send(request, BodyHandlers.ofString(UTF_8));
            var answer = new Answer(request.method(), response.statusCode(), response.headers(), response.body());
            return answer.checked();
        } catch (IOException failed) {
            throw new UncheckedIOException(request.toString(), failed);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    /** Creates a group and returns its id. */
    String room(boolean isPublic, Client... others) {
        var users = new ArrayList<String>();
        List.of(others).forEach(other -> users.add(other.id));
        return post(CHAT + "/rooms/", json("title", "Room", "is_public", isPublic, "users", users))
                .expect(201)
                .text("id");
    }

    /** Posts a message and returns it. */
    Answer say(String room, String body) {
        return post(messages(room), json("body", body)).expect(201);
    }

    /** Adds {@code room} to a new category and returns the id of that. */
    String category(String room) {
        return post(CHAT + "/categories/", json("title", "Category", "rooms", List.of(room)))
                .expect(201)
                .text("id");
    }

    /** Uploads an image and returns its id. */
    String image() {
        return new FormBody()
                .file("x.png", InMemoryImageCodec.image(1, 1, "x"))
                .send(this, "POST", CHAT + "/images/")
                .expect(201)
                .text("id");
    }

    /** Returns the id of the membership of that client. */
    String membership(String room, Client somebody) {
        for (var user : get(room(room) + "users/").expect(200).json()) {
            if (user.get("user_id").textValue().equals(somebody.id)) {
                return user.get("id").textValue();
            }
        }
        throw new AssertionError(somebody.name + " is no member");
    }

    static String room(String id) {
        return CHAT + "/rooms/" + id + "/";
    }

    static String messages(String room) {
        return room(room) + "messages/";
    }
}
