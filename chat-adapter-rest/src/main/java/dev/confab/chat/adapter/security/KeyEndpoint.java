package dev.confab.chat.adapter.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The HTTP endpoint of a key set. A fetch takes at most {@link #TIMEOUT} in total and {@value #MAX_BYTES} bytes. */
final class KeyEndpoint implements FetchedKeys.Source {

    static final Duration TIMEOUT = Duration.ofSeconds(5);
    static final int MAX_BYTES = 256 * 1_024;

    private final URI url;
    private final Duration timeout;

    KeyEndpoint(URI url, Duration timeout) {
        this.url = url;
        this.timeout = timeout;
    }

    /** Uses a new client for each fetch, so that no thread remains afterwards. */
    @Override
    public KeySet fetch() throws IOException {
        var client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        try {
            var request = HttpRequest.newBuilder(url)
                    .header("Accept", "application/json")
                    .timeout(timeout)
                    .build();
            return keys(await(client.sendAsync(request, info -> new BoundedBody(MAX_BYTES))));
        } finally {
            client.shutdownNow();
        }
    }

    private static KeySet keys(HttpResponse<byte[]> response) throws IOException {
        if (response.statusCode() != 200) {
            throw new IOException("The response has the status " + response.statusCode() + ".");
        }
        return KeySet.parse(new String(response.body(), UTF_8));
    }

    /** Limits the whole fetch, because the timeout of a request ends with the headers of its response. */
    private <T> T await(CompletableFuture<T> response) throws IOException {
        try {
            return response.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            throw new IOException("The response took longer than " + timeout.toMillis() + " ms.", slow);
        } catch (ExecutionException failure) {
            throw new IOException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
