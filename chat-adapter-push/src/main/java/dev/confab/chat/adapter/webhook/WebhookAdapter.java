package dev.confab.chat.adapter.webhook;

import dev.confab.chat.domain.port.PushGateway;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import javax.net.ssl.SSLSocketFactory;

/**
 * Push to webhooks, which users register.
 *
 * <p><b>Safety.</b> The URL comes from a user, so it must not reach the network of the server. A name is resolved once, all
 * its addresses must be public, and the connection uses the address that was checked. Redirects are not followed. Only the
 * header of the response is read, and nothing of it is passed on.
 *
 * <p><b>Signature.</b> Each device has a key, derived from the secret of the server. The timestamp and the body are signed
 * with HMAC-SHA256, so that the receiver can verify the sender and the time.
 *
 * <p><b>Limits.</b> At most {@value #MAX_REQUESTS} requests at the same time, each with ten seconds in all.
 */
public final class WebhookAdapter implements AutoCloseable {

    static final int MAX_REQUESTS = 32;

    /** Minimum length of the secret. */
    public static final int SECRET_BYTES = 32;

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("webhook-timer").factory());
    private final PushGateway gateway;

    private WebhookAdapter(Settings settings, InstantSource clock) {
        Predicate<InetAddress> isAllowed = settings.allowPrivate() ? address -> true : PublicAddresses::isPublic;
        var client = new WebhookClient(settings.resolver(), isAllowed, settings.tls(), timer, settings.timeout());
        gateway = new WebhookGateway(client, new SigningKeys(settings.secret()), clock);
    }

    /** Creates the adapter, which connects with the first push. */
    public static WebhookAdapter open(Settings settings, InstantSource clock) {
        return new WebhookAdapter(settings, clock);
    }

    public PushGateway gateway() {
        return gateway;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** Resolves host names. */
    @FunctionalInterface
    interface NameResolver {
        List<InetAddress> resolve(String host) throws UnknownHostException;
    }

    /**
     * Settings of webhooks.
     *
     * @param secret the secret of the server, at least {@value #SECRET_BYTES} bytes
     * @param allowPrivate whether addresses in private networks are allowed, too
     * @param timeout the time for the whole request
     */
    public record Settings(
            String secret, boolean allowPrivate, Duration timeout, NameResolver resolver, SSLSocketFactory tls) {

        public static Settings of(String secret, boolean allowPrivate) {
            NameResolver resolver = host -> List.of(InetAddress.getAllByName(host));
            return new Settings(
                    secret, allowPrivate, TIMEOUT, resolver, (SSLSocketFactory) SSLSocketFactory.getDefault());
        }

        /** Omits the secret. */
        @Override
        public String toString() {
            return "Settings[allowPrivate=" + allowPrivate + "]";
        }
    }
}
