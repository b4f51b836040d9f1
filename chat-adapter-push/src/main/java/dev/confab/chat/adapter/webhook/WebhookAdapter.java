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
 * Calls the web addresses that people have registered.
 *
 * <p><b>Safety.</b> The address comes from a user, so it must not lead into the network of the server. A name is looked up
 * once, every address that it has must be a public one, and the connection goes to the address that was checked.
 * Redirects are not followed, of the answer nothing but its head is read, and nothing of it is passed on.
 *
 * <p><b>Proof.</b> Each device has a key of its own, made from our secret and its id. With it the timestamp and the body
 * are signed by HMAC-SHA256, so that whoever is called knows that it was us, and when.
 *
 * <p><b>Bounds.</b> {@value #MOST_CALLS} calls at once; each has ten seconds for everything.
 */
public final class WebhookAdapter implements AutoCloseable {

    static final int MOST_CALLS = 32;

    /** The fewest bytes that make a secret. */
    public static final int SECRET_BYTES = 32;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("webhook-watch").factory());
    private final PushGateway gateway;

    private WebhookAdapter(Settings settings, InstantSource clock) {
        Predicate<InetAddress> isAllowed = settings.allowPrivate() ? address -> true : Addresses::isPublic;
        var caller = new WebhookClient(settings.names(), isAllowed, settings.tls(), watch, settings.patience());
        gateway = new WebhookGateway(caller, new Keys(settings.secret()), clock);
    }

    /** Calls nobody yet. */
    public static WebhookAdapter open(Settings settings, InstantSource clock) {
        return new WebhookAdapter(settings, clock);
    }

    public PushGateway gateway() {
        return gateway;
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }

    /** Looks up names. */
    @FunctionalInterface
    interface Names {
        List<InetAddress> of(String host) throws UnknownHostException;
    }

    /**
     * What to sign with, and whom to call.
     *
     * @param secret at least {@value #SECRET_BYTES} bytes that nobody else knows
     * @param allowPrivate whether addresses in private networks may be called, too
     */
    public record Settings(String secret, boolean allowPrivate, Duration patience, Names names, SSLSocketFactory tls) {

        public static Settings of(String secret, boolean allowPrivate) {
            Names names = host -> List.of(InetAddress.getAllByName(host));
            return new Settings(
                    secret, allowPrivate, PATIENCE, names, (SSLSocketFactory) SSLSocketFactory.getDefault());
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "Settings[allowPrivate=" + allowPrivate + "]";
        }
    }
}
