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
 * Push through Firebase Cloud Messaging, which reaches Android, Apple devices and browsers.
 *
 * <p><b>Connections.</b> Usually there is one HTTP/2 connection with at most {@value #MAX_STREAMS} concurrent requests,
 * fewer than the 100 that Firebase allows. Further senders wait.
 *
 * <p><b>Errors.</b> A device is unregistered only if Firebase says so. Temporary errors carry the pause that Firebase asks
 * for, and after a 429 no request is sent before that pause ends. Refused credentials are logged once, and once more when
 * they are accepted. Neither tokens nor texts are logged.
 */
public final class FcmAdapter implements AutoCloseable {

    static final int MAX_STREAMS = 80;

    /** The URL of Firebase. */
    public static final URI FIREBASE = URI.create("https://fcm.googleapis.com");

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;
    private final PushGateway gateway;

    private FcmAdapter(Settings settings, InstantSource clock) {
        var builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .connectTimeout(TIMEOUT)
                .executor(threads);
        if (settings.tls() != null) {
            builder.sslContext(settings.tls());
        }
        client = builder.build();
        var account = ServiceAccount.read(settings.credentials());
        var url = settings.url().resolve("/v1/projects/" + account.project() + "/messages:send");
        gateway = new FcmGateway(client, url, account, clock, settings.timeout());
    }

    /**
     * Reads the credentials. Connects with the first push.
     *
     * @throws IllegalArgumentException if they are not those of a service account
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
     * Settings of the connection to Firebase.
     *
     * @param credentials the service account file of the Firebase project, as JSON
     * @param timeout the time that Firebase has to respond
     * @param tls the certificates to trust; null for those of the JVM
     */
    public record Settings(
            String credentials,
            URI url,
            Duration timeout,
            @Nullable SSLContext tls) {

        public static Settings of(String credentials) {
            return new Settings(credentials, FIREBASE, TIMEOUT, null);
        }

        /** Returns these settings with another URL. */
        public Settings at(URI newUrl) {
            return new Settings(credentials, newUrl, timeout, tls);
        }

        /** Omits the credentials. */
        @Override
        public String toString() {
            return "Settings[" + url + "]";
        }
    }
}
