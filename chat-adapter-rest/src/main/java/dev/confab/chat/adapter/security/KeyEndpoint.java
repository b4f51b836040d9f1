package dev.confab.chat.adapter.security;

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

/** Fetches a key set by HTTP. Takes {@link #PATIENCE} at most, from the first packet to the last. */
final class KeyEndpoint implements FetchedKeys.Source {

    static final Duration PATIENCE = Duration.ofSeconds(5);
    static final int MAX_BYTES = 256 * 1_024;

    private final URI url;
    private final Duration patience;

    KeyEndpoint(URI url, Duration patience) {
        this.url = url;
        this.patience = patience;
    }

    /** The client lives for one fetch, so that none of its threads outlasts it. */
    @Override
    public KeySet fetch() throws IOException {
        var client = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        try {
            var request = HttpRequest.newBuilder(url)
                    .header("Accept", "application/json")
                    .timeout(patience)
                    .build();
            return keys(await(client.sendAsync(request, info -> new BoundedBody(MAX_BYTES))));
        } finally {
            client.shutdownNow();
        }
    }

    private static KeySet keys(HttpResponse<byte[]> response) throws IOException {
        if (response.statusCode() != 200) {
            throw new IOException("The answer has the status " + response.statusCode() + ".");
        }
        return KeySet.parse(response.body());
    }

    private <T> T await(CompletableFuture<T> answer) throws IOException {
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            throw new IOException("The answer took too long.", slow);
        } catch (ExecutionException failure) {
            throw new IOException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
