package dev.confab.chat.app.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** JSON over HTTP to one server. For any thread; each call blocks for at most {@link #PATIENCE}. */
final class Http implements AutoCloseable {

    static final JsonMapper JSON = new JsonMapper();

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);

    /** The most bytes that are read of one answer: far above a full page of the longest messages. */
    private static final int MAX_ANSWER = 16 * 1024 * 1024;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_PATIENCE)
            .build();
    private final HttpClient socketClient = ChatSocket.client();
    private final URI base;

    /** @param base where the server is, with or without a path and a slash at the end */
    Http(URI base) {
        this.base = URI.create(base.toString().replaceFirst("/+$", ""));
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Writes {@code text} so that it is one part of a path, or one value of a query. */
    static String escape(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What {@link ChatSocket} wants to be opened with. */
    HttpClient socketClient() {
        return socketClient;
    }

    /** The address of {@code path} for web sockets. */
    URI webSocket(String path) {
        return URI.create(base.toString().replaceFirst("^http", "ws") + path);
    }

    /**
     * Answers what the server answers; a missing node for an empty answer.
     *
     * @throws Fault if that is no success, or nothing
     */
    JsonNode call(String method, String path, @Nullable JsonNode body, @Nullable String bearer) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .method(method, publisher(body))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json");
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        return exchange(request.build());
    }

    private static BodyPublisher publisher(@Nullable JsonNode body) {
        return body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString());
    }

    private JsonNode exchange(HttpRequest request) {
        try {
            return read(client.send(request, BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new Fault.Unreachable(reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Fault.Unreachable("interrupted");
        }
    }

    private static JsonNode read(HttpResponse<InputStream> response) throws IOException {
        try (var body = response.body()) {
            var bytes = body.readNBytes(MAX_ANSWER + 1);
            if (response.statusCode() / 100 != 2) {
                throw refused(response, bytes);
            }
            if (bytes.length > MAX_ANSWER) {
                throw new Fault.Unreachable("the answer is too long");
            }
            return JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new Fault.Unreachable("the answer is not JSON; is this the address of a Confab server?");
        }
    }

    private static Fault refused(HttpResponse<InputStream> response, byte[] bytes) {
        var error = firstError(bytes);
        var message = error.path("message").asText("HTTP " + response.statusCode());
        var retryAfter = response.headers().firstValue("Retry-After").filter(text -> text.matches("\\d{1,6}"));
        return new Fault.Refused(
                response.statusCode(),
                message,
                error.path("field").textValue(),
                retryAfter
                        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                        .orElse(null));
    }

    private static JsonNode firstError(byte[] bytes) {
        try {
            return JSON.readTree(bytes).path("errors").path(0);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }

    /** What went wrong in words, for some of the exceptions have none. */
    static String reason(Throwable e) {
        return switch (e) {
            case HttpTimeoutException timeout -> "no answer in time";
            case ConnectException refused -> "connection refused";
            case UnresolvedAddressException unknown -> "unknown host";
            case IOException lost when lost.getMessage() == null -> "connection lost";
            case CompletionException wrapped when wrapped.getCause() != null -> reason(wrapped.getCause());
            default -> String.valueOf(e.getMessage());
        };
    }

    @Override
    public void close() {
        client.shutdownNow();
        socketClient.shutdownNow();
    }
}
