package dev.confab.chat.app.protocol;

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

/** JSON over HTTP to one server. Safe for all threads. Calls block until the response or the timeout. */
public final class Http implements AutoCloseable {

    public static final JsonMapper JSON = new JsonMapper();

    /** The usual time for a response. */
    public static final Duration TIMEOUT = Duration.ofSeconds(15);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** The largest response in bytes, far above a full page of the longest messages. */
    private static final int MAX_RESPONSE = 16 * 1024 * 1024;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final HttpClient socketClient = ChatSocket.client();
    private final URI base;
    private final Duration timeout;

    /**
     * Creates a client; no connection is opened yet.
     *
     * @param base the URL of the server, with or without a path and a slash at the end
     * @param timeout the longest time for a response
     */
    public Http(URI base, Duration timeout) {
        this.timeout = timeout;
        this.base = URI.create(base.toString().replaceFirst("/+$", ""));
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Escapes {@code text} for one segment of a path or one value of a query. */
    static String escape(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Returns the client with which {@link ChatSocket} opens sockets. */
    HttpClient socketClient() {
        return socketClient;
    }

    /** Returns the WebSocket URL of {@code path}. */
    URI webSocket(String path) {
        return URI.create(base.toString().replaceFirst("^http", "ws") + path);
    }

    /**
     * Returns the body of a successful response; a missing node for an empty one.
     *
     * @param bearer the access token; null for none
     * @throws Fault if there is no response, or one that is not a success
     */
    public JsonNode call(String method, String path, @Nullable JsonNode body, @Nullable String bearer) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(timeout)
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
            var bytes = body.readNBytes(MAX_RESPONSE + 1);
            if (response.statusCode() / 100 != 2) {
                throw refused(response, bytes);
            }
            if (bytes.length > MAX_RESPONSE) {
                throw new Fault.Unreachable("the response is too long");
            }
            return JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new Fault.Unreachable("the response is not JSON; is this the URL of a Confab server?");
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

    /** Returns the cause in words; some of these exceptions have no message. */
    static String reason(Throwable e) {
        return switch (e) {
            case HttpTimeoutException timeout -> "no response in time";
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
