package dev.confab.chat.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A client as written for django-df-chat, in one of the encodings that its server accepts. */
record DfClient(String url, Encoding encoding, String token) {

    private static final String LINE = "----a-line-between";

    /** How the client encodes fields. Files are always multipart. */
    enum Encoding {
        MULTIPART("multipart/form-data; boundary=" + LINE.substring(2)),
        FORM("application/x-www-form-urlencoded"),
        JSON("application/json");

        private final String type;

        Encoding(String type) {
            this.type = type;
        }

        private byte[] write(Map<String, ?> fields) {
            return switch (this) {
                case MULTIPART -> multipart(fields, null);
                case FORM -> form(fields).getBytes(UTF_8);
                case JSON -> TestUser.write(fields).getBytes(UTF_8);
            };
        }
    }

    /** Signs up and logs in. */
    static DfClient signUp(String url, Encoding encoding, String name) {
        var nobody = new DfClient(url, encoding, "");
        var account = Map.of("username", name, "password", TestUser.PASSWORD);
        nobody.call("POST", "auth/signup/", account, 201);
        return new DfClient(
                url,
                encoding,
                nobody.call("POST", "auth/token/", account, 200).path("token").asText());
    }

    String id() {
        return get("auth/me/").path("id").asText();
    }

    /** Opens a socket for this user. */
    TestUser atSocket() {
        return new TestUser(url, id(), "", token);
    }

    JsonNode get(String path) {
        return json(send("GET", path, null, new byte[0]), 200);
    }

    JsonNode call(String method, String path, Map<String, ?> fields, int status) {
        return json(send(method, path, encoding.type, encoding.write(fields)), status);
    }

    /** Uploads an image. */
    JsonNode upload(String path, Map<String, ?> fields, int status) {
        return json(send("POST", path, Encoding.MULTIPART.type, multipart(fields, ScenarioServer.PICTURE)), status);
    }

    int delete(String path) {
        return send("DELETE", path, null, new byte[0]).statusCode();
    }

    /** Fetches a URL as an image element does, without headers. */
    static HttpResponse<String> load(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).build());
    }

    private HttpResponse<String> send(String method, String path, String type, byte[] body) {
        var request = HttpRequest.newBuilder(URI.create(url + "/api/v1/" + path))
                .method(method, BodyPublishers.ofByteArray(body));
        if (type != null) {
            request.header("Content-Type", type);
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Token " + token);
        }
        return send(request.build());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return TestUser.CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static JsonNode json(HttpResponse<String> response, int status) {
        assertThat(response.statusCode())
                .as("%s: %s", response.request(), response.body())
                .isEqualTo(status);
        return TestUser.parse(response.body().isEmpty() ? "null" : response.body());
    }

    private static String form(Map<String, ?> fields) {
        return texts(fields).stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(joining("&"));
    }

    private static byte[] multipart(Map<String, ?> fields, byte[] file) {
        var body = new ByteArrayOutputStream();
        texts(fields)
                .forEach(field -> write(
                        body,
                        "name=\"" + field.getKey() + "\"",
                        field.getValue().getBytes(UTF_8)));
        if (file != null) {
            write(body, "name=\"image\"; filename=\"cat.png\"", file);
        }
        body.writeBytes((LINE + "--\r\n").getBytes(UTF_8));
        return body.toByteArray();
    }

    private static void write(ByteArrayOutputStream body, String disposition, byte[] value) {
        body.writeBytes((LINE + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n").getBytes(UTF_8));
        body.writeBytes(value);
        body.writeBytes("\r\n".getBytes(UTF_8));
    }

    private static List<Map.Entry<String, String>> texts(Map<String, ?> fields) {
        var texts = new ArrayList<Map.Entry<String, String>>();
        fields.forEach((name, value) -> {
            var values = value instanceof List<?> list ? list : List.of(value);
            values.forEach(item -> texts.add(Map.entry(name, item.toString())));
        });
        return texts;
    }
}
