package dev.confab.chat.adapter.fcm;

import dev.confab.chat.domain.port.PushGateway;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Pushes by Firebase Cloud Messaging, which passes on to Android, Apple and the browsers.
 *
 * <p><b>Connections.</b> One by HTTP/2 as a rule, with at most {@value #MOST_STREAMS} requests on it, fewer than the 100
 * that the server allows; whoever wants to send more waits.
 *
 * <p><b>Errors.</b> Only a token that Firebase calls unregistered counts as gone. What may pass comes with the pause that
 * Firebase asks for, and after a 429 nobody sends before that is over. Credentials that are refused are told of in the log
 * once, and once more when they work again. Neither tokens nor texts are logged.
 */
public final class FcmAdapter implements AutoCloseable {

    static final int MOST_STREAMS = 80;

    /** Where Firebase is. */
    public static final URI FIREBASE = URI.create("https://fcm.googleapis.com");

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;
    private final PushGateway gateway;

    private FcmAdapter(Settings settings, InstantSource clock) {
        var connecting = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .connectTimeout(PATIENCE)
                .executor(threads);
        if (settings.tls() != null) {
            connecting.sslContext(settings.tls());
        }
        client = connecting.build();
        var account = ServiceAccount.read(settings.credentials());
        var url = settings.url().resolve("/v1/projects/" + account.project() + "/messages:send");
        gateway = new FcmGateway(client, url, account, clock, settings.patience());
    }

    /**
     * Reads the credentials; connects to nobody yet.
     *
     * @throws IllegalArgumentException if they are no service account
     */
    public static FcmAdapter open(Settings settings, InstantSource clock) {
        return new FcmAdapter(settings, clock);
    }

    public PushGateway gateway() {
        return gateway;
    }

    @Override
    public void close() {
        client.shutdownNow();
        threads.shutdownNow();
    }

    /**
     * Whom to be, and where.
     *
     * @param credentials the service account file of the Firebase project, as JSON
     * @param patience how long to wait for an answer
     * @param tls whom to trust; null for whom the machine trusts
     */
    public record Settings(
            String credentials,
            URI url,
            Duration patience,
            @Nullable SSLContext tls) {

        public static Settings of(String credentials) {
            return new Settings(credentials, FIREBASE, PATIENCE, null);
        }

        /** The same at another place. */
        public Settings at(URI other) {
            return new Settings(credentials, other, patience, tls);
        }

        /** Without the credentials. */
        @Override
        public String toString() {
            return "Settings[" + url + "]";
        }
    }
}
