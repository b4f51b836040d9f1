package dev.confab.chat.adapter.fcm;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.confab.chat.domain.device.Push;
import dev.confab.chat.domain.port.PushGateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/** Sends each push with one request. Senders wait while too many requests are in progress. */
final class FcmGateway implements PushGateway {

    private static final int UNAUTHORIZED = 401;

    private final HttpClient client;
    private final URI url;
    private final ServiceAccount account;
    private final InstantSource clock;
    private final Duration timeout;
    private final Semaphore streams = new Semaphore(FcmAdapter.MAX_STREAMS, true);
    private final AtomicReference<Instant> pausedUntil = new AtomicReference<>(Instant.MIN);
    private final CredentialsAlert alert = new CredentialsAlert();

    FcmGateway(HttpClient client, URI url, ServiceAccount account, InstantSource clock, Duration timeout) {
        this.client = client;
        this.url = url;
        this.account = account;
        this.clock = clock;
        this.timeout = timeout;
    }

    @Override
    public Outcome send(Push push) {
        streams.acquireUninterruptibly();
        try {
            var pause = Duration.between(clock.instant(), pausedUntil.get());
            return pause.isPositive() ? new Outcome.Retry(pause, "HTTP 429") : sendNow(push);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return new Outcome.Retry(Duration.ZERO, "interrupted");
        } finally {
            streams.release();
        }
    }

    private Outcome sendNow(Push push) throws InterruptedException {
        try {
            var response = new FcmResponse(post(push), clock.instant());
            pauseAfterTooMany(response);
            alert.update(response.isAboutCredentials(), response::reason);
            return response.outcome();
        } catch (TokenUnavailable failure) {
            alert.update(true, failure::getMessage);
            return new Outcome.Retry(FcmResponse.PAUSE_FOR_CREDENTIALS, "no access token");
        } catch (IOException failure) {
            return new Outcome.Retry(Duration.ZERO, failure.getClass().getSimpleName());
        }
    }

    private void pauseAfterTooMany(FcmResponse response) {
        if (response.isTooMany()) {
            var end = clock.instant().plus(response.pause());
            pausedUntil.accumulateAndGet(end, (current, next) -> current.isAfter(next) ? current : next);
        }
    }

    private HttpResponse<byte[]> post(Push push) throws IOException, InterruptedException {
        var body = FcmMessage.of(push);
        var token = token();
        var response = post(body, token);
        return response.statusCode() == UNAUTHORIZED ? post(body, replaceToken(token)) : response;
    }

    private HttpResponse<byte[]> post(String body, String token) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json; charset=UTF-8")
                .POST(BodyPublishers.ofString(body, UTF_8))
                .build();
        return client.send(request, BodyHandlers.ofByteArray());
    }

    private String token() throws TokenUnavailable {
        try {
            return account.token();
        } catch (IOException failure) {
            throw new TokenUnavailable(failure);
        }
    }

    private String replaceToken(String refused) throws TokenUnavailable {
        try {
            return account.replaceToken(refused);
        } catch (IOException failure) {
            throw new TokenUnavailable(failure);
        }
    }

    /** Google refuses the service account, or cannot be reached. */
    private static final class TokenUnavailable extends IOException {

        private static final long serialVersionUID = 1L;

        TokenUnavailable(IOException cause) {
            super("no access token: " + cause.getClass().getSimpleName(), cause);
        }
    }
}
