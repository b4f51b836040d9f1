package dev.confab.chat.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** A logged-in user who uses the public protocol. */
record TestUser(String url, String id, String name, String token) {

    static final ObjectMapper JSON = new ObjectMapper();
    static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    static final String PASSWORD = "correct horse battery";

    private static final String CHAT = "/api/v1/chat/";

    static TestUser signUp(String url, String name) {
        var nobody = new TestUser(url, "", name, "");
        var account = nobody.call("POST", "/api/v1/auth/signup/", credentials(name), 201);
        return new TestUser(url, account.path("id").asText(), name, nobody.signIn());
    }

    /** Creates a staff user through the operator command. */
    static TestUser ofStaff(Installation installation, String url, String name) {
        var made = CommandResult.command(
                installation, PASSWORD + "\n", "user", "create", name, "--password-stdin", "--staff");
        assertThat(made.code()).as(made.err()).isZero();
        var id = made.out().strip().replaceFirst(".*, id ", "");
        return new TestUser(url, id, name, new TestUser(url, id, name, "").signIn());
    }

    /** Logs in once more and returns the access token. */
    String signIn() {
        return call("POST", "/api/v1/auth/token/", credentials(name), 200)
                .path("access")
                .asText();
    }

    void changePassword(String chosen) {
        var change = Map.of("old_password", PASSWORD, "new_password", chosen);
        assertThat(send("POST", "/api/v1/auth/me/password/", change).statusCode())
                .isEqualTo(204);
    }

    void deactivate() {
        assertThat(send("DELETE", "/api/v1/auth/me/", null).statusCode()).isEqualTo(204);
    }

    private static Map<String, String> credentials(String name) {
        return Map.of("username", name, "password", PASSWORD);
    }

    /** Returns the same user and log-in on another server. */
    TestUser at(String otherUrl) {
        return new TestUser(otherUrl, id, name, token);
    }

    /** Requests a path under {@code /api/v1/chat/}. */
    JsonNode get(String path) {
        return call("GET", CHAT + path, null, 200);
    }

    JsonNode post(String path, Object body, int status) {
        return call("POST", CHAT + path, body, status);
    }

    JsonNode put(String path, Object body, int status) {
        return call("PUT", CHAT + path, body, status);
    }

    TestSocket connect() {
        return TestSocket.open(this);
    }

    /** Sends a request and checks the status of the response. */
    JsonNode call(String method, String path, Object body, int status) {
        var response = send(method, path, body);
        assertThat(response.statusCode())
                .as("%s %s: %s", method, path, response.body())
                .isEqualTo(status);
        return parse(response.body().isEmpty() ? "null" : response.body());
    }

    HttpResponse<String> send(String method, String path, Object body) {
        return send(
                method,
                path,
                "application/json",
                body == null ? new byte[0] : write(body).getBytes(UTF_8));
    }

    HttpResponse<String> send(String method, String path, String type, byte[] body) {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .method(method, BodyPublishers.ofByteArray(body))
                .build();
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException failure) {
            throw new AssertionError(failure);
        }
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException failure) {
            throw new AssertionError(text, failure);
        }
    }
}
