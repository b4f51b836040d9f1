package dev.confab.chat.adapter.rest;

import dev.confab.chat.adapter.wire.CallerAdmission;
import dev.confab.chat.adapter.wire.FileSigner;
import dev.confab.chat.application.Chat;
import io.javalin.config.JavalinConfig;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP API over {@link Chat}. It registers itself on a Javalin instance that the caller creates, starts and stops. It
 * has no threads and blocks those that call it, so these should be virtual threads.
 *
 * <p>Its error responses and request ids also apply to everything else on the same instance: refused WebSocket
 * handshakes, paths without a route, and requests that Jetty refuses.
 */
public final class RestAdapter {

    private final Chat chat;
    private final FileSigner files;
    private final Settings settings;
    private final RateLimiter limiter;
    private final Address address;

    private RestAdapter(Chat chat, FileSigner files, Settings settings, Address address) {
        this.chat = chat;
        this.files = files;
        this.settings = settings;
        this.address = address;
        this.limiter = new RateLimiter(settings.limits(), settings.nanos());
    }

    /**
     * The settings of the API.
     *
     * @param maxBodyBytes the greatest length of a request body without its file, at most {@value #MOST_BODY_BYTES}
     * @param health the state of this node for {@code /health/ready}; must return quickly
     * @param clock decides whether a mute has ended
     * @param nanos a monotonic clock for the rate limits
     * @param limits the rate limits of one party
     * @param corsOrigins other origins whose pages may read responses, such as {@code https://app.example.com}; or *
     * @param node the name of this node that staff see
     * @param metrics the metrics of this node in the text format of Prometheus
     */
    public record Settings(
            int maxBodyBytes,
            Supplier<Health> health,
            InstantSource clock,
            LongSupplier nanos,
            Limits limits,
            Set<String> corsOrigins,
            String node,
            Supplier<byte[]> metrics) {

        public static final int DEFAULT_BODY_BYTES = 1 << 20;
        public static final int MOST_BODY_BYTES = 1 << 30;

        public Settings {
            if (maxBodyBytes < 1 || maxBodyBytes > MOST_BODY_BYTES) {
                throw new IllegalArgumentException("maxBodyBytes " + maxBodyBytes);
            }
            corsOrigins = Set.copyOf(corsOrigins);
        }

        /** Returns the defaults: always ready, bodies up to {@value #DEFAULT_BODY_BYTES} bytes, the default limits, no CORS. */
        public static Settings of(InstantSource clock) {
            return new Settings(
                    DEFAULT_BODY_BYTES,
                    () -> Health.FINE,
                    clock,
                    System::nanoTime,
                    Limits.USUAL,
                    Set.of(),
                    "",
                    () -> new byte[0]);
        }

        public Settings withMaxBodyBytes(int bytes) {
            return new Settings(bytes, health, clock, nanos, limits, corsOrigins, node, metrics);
        }

        public Settings withHealth(Supplier<Health> source) {
            return new Settings(maxBodyBytes, source, clock, nanos, limits, corsOrigins, node, metrics);
        }

        public Settings withNanos(LongSupplier monotonic) {
            return new Settings(maxBodyBytes, health, clock, monotonic, limits, corsOrigins, node, metrics);
        }

        public Settings withLimits(Limits rateLimits) {
            return new Settings(maxBodyBytes, health, clock, nanos, rateLimits, corsOrigins, node, metrics);
        }

        public Settings withCorsOrigins(Set<String> origins) {
            return new Settings(maxBodyBytes, health, clock, nanos, limits, origins, node, metrics);
        }

        public Settings withNode(String name) {
            return new Settings(maxBodyBytes, health, clock, nanos, limits, corsOrigins, name, metrics);
        }

        public Settings withMetrics(Supplier<byte[]> text) {
            return new Settings(maxBodyBytes, health, clock, nanos, limits, corsOrigins, node, text);
        }
    }

    /**
     * The state of a node.
     *
     * @param isReady whether load balancers may send requests to it
     * @param parts whether each of its parts works, by name, in the order of display
     */
    public record Health(boolean isReady, Map<String, Boolean> parts) {

        static final Health FINE = new Health(true, Map.of());

        public Health {
            parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        }
    }

    /** The kinds of requests that are counted separately. */
    public enum Limit {
        /** All requests of one authenticated user or service, from all addresses. */
        USER(1_200, Duration.ofMinutes(1)),
        /** Requests from one address without a valid token. */
        ANONYMOUS(1_200, Duration.ofMinutes(1)),
        /** All requests from one address, which many users may share. */
        ADDRESS(12_000, Duration.ofMinutes(1)),
        /** Login attempts to one name from one address. */
        LOG_IN_NAME(10, Duration.ofMinutes(1)),
        /** Login attempts to one name from all addresses together that have not logged in to it before. */
        LOG_IN_NAME_ELSEWHERE(100, Duration.ofMinutes(1)),
        LOG_IN_ADDRESS(120, Duration.ofMinutes(1)),
        SIGN_UP_NAME(10, Duration.ofMinutes(10)),
        SIGN_UP_ADDRESS(100, Duration.ofMinutes(10));

        private final int times;
        private final Duration period;

        Limit(int times, Duration period) {
            this.times = times;
            this.period = period;
        }

        public Rate usual() {
            return new Rate(times, period);
        }
    }

    /**
     * A rate limit: a burst of {@code times} after a rest, and the same number per period from then on.
     *
     * @param period between 1 ms and 1 day
     */
    public record Rate(int times, Duration period) {

        private static final Duration LONGEST = Duration.ofDays(1);

        public Rate {
            if (times < 1 || period.toMillis() < 1 || period.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("rate " + times + "/" + period);
            }
        }
    }

    /**
     * The rate limits of one party.
     *
     * @param rates kinds of requests without a rate are not limited
     * @param trustedProxies addresses, or blocks such as {@code 10.0.0.0/8}, of proxies whose headers about the address
     *     of the client and of the server are believed
     */
    public record Limits(Map<Limit, Rate> rates, Set<String> trustedProxies) {

        /** No rate limits and no proxies. */
        public static final Limits NONE = new Limits(Map.of(), Set.of());

        /** The default rates and no proxies. */
        public static final Limits USUAL = new Limits(
                Arrays.stream(Limit.values()).collect(Collectors.toMap(Function.identity(), Limit::usual)), Set.of());

        /** Matches the addresses of trusted proxies. */
        public Predicate<InetAddress> proxies() {
            var networks = trustedProxies.stream().map(CidrBlock::parse).toList();
            return address -> networks.stream().anyMatch(network -> network.contains(address));
        }

        /** @throws IllegalArgumentException if a proxy is not an address; the message says what it must be */
        public Limits {
            rates = Map.copyOf(rates);
            trustedProxies = Set.copyOf(trustedProxies);
            trustedProxies.forEach(CidrBlock::parse);
        }
    }

    /**
     * The address by which clients reach the server.
     *
     * @param publicUrl such as {@code https://chat.example.org/team}; null to use the address in each request
     * @param allowedHosts the host names that requests may have, or *; if empty, any name is allowed, or with a public
     *     URL its host and loopback
     */
    public record Address(@Nullable URI publicUrl, Set<String> allowedHosts) {

        /** The address in each request, with any host. */
        public static final Address ANY = new Address(null, Set.of());

        /** @throws IllegalArgumentException if a value is invalid; the message says what it must be */
        public Address {
            allowedHosts = Set.copyOf(allowedHosts);
            if (publicUrl != null && ServerAddress.parse(publicUrl).isEmpty()) {
                throw new IllegalArgumentException(
                        "must be a web address such as https://chat.example.org or https://example.org/chat");
            }
            for (var host : allowedHosts) {
                if (!AllowedHosts.isHost(host)) {
                    throw new IllegalArgumentException("must be host names without ports, not \"" + host + "\"");
                }
            }
        }

        @Nullable
        ServerAddress parsed() {
            return publicUrl == null ? null : ServerAddress.parse(publicUrl).orElseThrow();
        }
    }

    /** Creates the API over {@code chat} for any address. */
    public static RestAdapter of(Chat chat, FileSigner files, Settings settings) {
        return of(chat, files, settings, Address.ANY);
    }

    /**
     * Creates the API over {@code chat}.
     *
     * @param files signs the URLs of files in responses and verifies signed URLs in requests
     */
    public static RestAdapter of(Chat chat, FileSigner files, Settings settings, Address address) {
        return new RestAdapter(chat, files, settings, address);
    }

    /** Returns the admission of callers to other entries such as sockets, which count for the same rate limits. */
    public CallerAdmission gate() {
        return (context, authentication) -> limiter.quota(context).admit(authentication);
    }

    /** Adds routes, error responses and request ids to {@code config}. */
    public void register(JavalinConfig config) {
        var addresses =
                new AddressRewriter(address, new Proxies(settings.limits().trustedProxies()));
        new JavalinSetup(config, new Cors(settings.corsOrigins()), addresses).register();
        var terms = new Terms(settings.maxBodyBytes(), files);
        var access = new AccessControl(chat.authentication(), chat.integrations(), terms, limiter);
        var routes = new Routes(config.routes, access);
        new ApiRoutes(chat, files, settings).register(routes);
    }
}
