package dev.confab.chat.app.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.confab.chat.app.ChatServer;
import dev.confab.chat.app.Settings;
import dev.confab.chat.app.TestOperator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A server with its pages, at the same address after each restart, and actions of users without a browser. */
final class Site implements AutoCloseable {

    static final String PASSWORD = "correct horse battery";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Path folder;
    private final Map<String, String> environment;
    private @Nullable ChatServer server;

    private Site(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /** Returns a server with an empty database in {@code folder} and further settings. */
    static Site open(Path folder, Map<String, String> more) {
        var environment = new HashMap<>(Map.of(
                "CONFAB_PORT",
                String.valueOf(freePort()),
                "CONFAB_DATA_DIR",
                folder.resolve("data").toString(),
                "CONFAB_LIMITS",
                "off",
                "CONFAB_DRAIN",
                "1s"));
        environment.putAll(more);
        var site = new Site(folder, Map.copyOf(environment));
        site.start();
        return site;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void start() {
        server = ChatServer.start(
                Settings.read(new Settings.Sources(folder, null, environment, Map.of())),
                Clock.tickMillis(ZoneOffset.UTC));
    }

    void stop() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    @Override
    public void close() {
        stop();
    }

    Map<String, String> environment() {
        return environment;
    }

    Path folder() {
        return folder;
    }

    String url() {
        return "http://localhost:" + environment.get("CONFAB_PORT");
    }

    /** A user without a browser. */
    Account signUp(String name, String displayName) {
        var credentials = Map.of("username", name, "password", PASSWORD);
        var profile = new HashMap<>(credentials);
        profile.put("display_name", displayName);
        var made = call(null, "POST", "auth/signup/", profile);
        return new Account(made.path("id").asText(), call(null, "POST", "auth/token/", credentials));
    }

    /** Returns a staff user without a browser. */
    Account staff(String name) {
        TestOperator.makeStaff(folder, environment, name, PASSWORD);
        var credentials = Map.of("username", name, "password", PASSWORD);
        var tokens = call(null, "POST", "auth/token/", credentials);
        var me = call(tokens.path("access").asText(), "GET", "auth/me/", null);
        return new Account(me.path("id").asText(), tokens);
    }

    /** Logs the user in once more and returns the access token. */
    String signIn(String name) {
        return call(null, "POST", "auth/token/", Map.of("username", name, "password", PASSWORD))
                .path("access")
                .asText();
    }

    /** Returns the response of {@code path}. */
    HttpResponse<byte[]> fetch(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build(), BodyHandlers.ofByteArray());
    }

    private JsonNode call(@Nullable String token, String method, String path, @Nullable Object body) {
        var request = HttpRequest.newBuilder(URI.create(url() + "/api/v1/" + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofByteArray(body == null ? new byte[0] : write(body)));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        var answer = send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode())
                .as("%s %s: %s", method, path, answer.body())
                .isBetween(200, 299);
        return read(answer.body());
    }

    private static <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return CLIENT.send(request, handler);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static byte[] write(Object value) {
        try {
            return JSON.writeValueAsString(value).getBytes(UTF_8);
        } catch (JsonProcessingException failure) {
            throw new AssertionError(failure);
        }
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text.isEmpty() ? "null" : text);
        } catch (JsonProcessingException failure) {
            throw new AssertionError(text, failure);
        }
    }

    /** Actions of a user through the HTTP API. */
    final class Account {

        private final String id;
        private final JsonNode tokens;
        private final String token;

        private Account(String id, JsonNode tokens) {
            this.id = id;
            this.tokens = tokens;
            this.token = tokens.path("access").asText();
        }

        String id() {
            return id;
        }

        String token() {
            return token;
        }

        /** Returns the session in the form that the client stores. */
        String session() {
            var expires = System.currentTimeMillis() + tokens.path("expires_in").asLong() * 1_000;
            var kept = Map.of(
                    "access", token, "refresh", tokens.path("refresh").asText(), "expires", expires, "early", 2_000);
            return new String(write(kept), UTF_8);
        }

        JsonNode get(String path) {
            return call(token, "GET", "chat/" + path, null);
        }

        JsonNode post(String path, Object body) {
            return call(token, "POST", "chat/" + path, body);
        }

        JsonNode put(String path, Object body) {
            return call(token, "PUT", "chat/" + path, body);
        }

        /** Sends a change to the administration API. */
        JsonNode change(String path, Object body) {
            return call(token, "PATCH", "admin/" + path, body);
        }

        /** Joins the room of that name and returns its id. */
        String room(String name) {
            return put("rooms/by-name/" + name.replace(" ", "%20") + "/", Map.of())
                    .path("id")
                    .asText();
        }

        /** Posts a message and returns its id. */
        String say(String room, String body) {
            return post("rooms/" + room + "/messages/", Map.of("body", body))
                    .path("id")
                    .asText();
        }
    }
}
