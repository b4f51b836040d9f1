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

/** One request for each push; whoever comes while too many are under way waits. */
final class FcmGateway implements PushGateway {

    private static final int UNAUTHORIZED = 401;

    private final HttpClient client;
    private final URI url;
    private final ServiceAccount account;
    private final InstantSource clock;
    private final Duration patience;
    private final Semaphore streams = new Semaphore(FcmAdapter.MOST_STREAMS, true);
    private final AtomicReference<Instant> silentUntil = new AtomicReference<>(Instant.MIN);
    private final Complaint complaint = new Complaint();

    FcmGateway(HttpClient client, URI url, ServiceAccount account, InstantSource clock, Duration patience) {
        this.client = client;
        this.url = url;
        this.account = account;
        this.clock = clock;
        this.patience = patience;
    }

    @Override
    public Outcome send(Push push) {
        streams.acquireUninterruptibly();
        try {
            var silence = Duration.between(clock.instant(), silentUntil.get());
            return silence.isPositive() ? new Outcome.Retry(silence, "HTTP 429") : sendNow(push);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Outcome.Retry(Duration.ZERO, "interrupted");
        } finally {
            streams.release();
        }
    }

    private Outcome sendNow(Push push) throws InterruptedException {
        try {
            var answer = new FcmAnswer(post(push), clock.instant());
            keepSilence(answer);
            complaint.about(answer.isOfCredentials(), answer::reason);
            return answer.outcome();
        } catch (NoToken failure) {
            complaint.about(true, failure::getMessage);
            return new Outcome.Retry(FcmAnswer.PAUSE_FOR_CREDENTIALS, "no access token");
        } catch (IOException failure) {
            return new Outcome.Retry(Duration.ZERO, failure.getClass().getSimpleName());
        }
    }

    private void keepSilence(FcmAnswer answer) {
        if (answer.isTooMany()) {
            var end = clock.instant().plus(answer.pause());
            silentUntil.accumulateAndGet(end, (one, other) -> one.isAfter(other) ? one : other);
        }
    }

    private HttpResponse<byte[]> post(Push push) throws IOException, InterruptedException {
        var body = FcmMessage.of(push);
        var token = token();
        var response = post(body, token);
        return response.statusCode() == UNAUTHORIZED ? post(body, tokenInsteadOf(token)) : response;
    }

    private HttpResponse<byte[]> post(String body, String token) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url)
                .timeout(patience)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json; charset=UTF-8")
                .POST(BodyPublishers.ofString(body, UTF_8))
                .build();
        return client.send(request, BodyHandlers.ofByteArray());
    }

    private String token() throws NoToken {
        try {
            return account.token();
        } catch (IOException failure) {
            throw new NoToken(failure);
        }
    }

    private String tokenInsteadOf(String refused) throws NoToken {
        try {
            return account.tokenInsteadOf(refused);
        } catch (IOException failure) {
            throw new NoToken(failure);
        }
    }

    /** Google does not take us for who we are, or cannot be asked. */
    private static final class NoToken extends IOException {

        private static final long serialVersionUID = 1L;

        NoToken(IOException cause) {
            super("no access token: " + cause.getClass().getSimpleName(), cause);
        }
    }
}
