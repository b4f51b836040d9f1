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
 * The HTTP API over {@link Chat}. Registers itself on a Javalin instance that somebody else makes, starts and stops;
 * holds no thread of its own, and blocks the threads that call it, which therefore had better be virtual ones.
 *
 * <p>Whatever else is registered on the same instance gets its error answers and request ids from here, too: a refused
 * WebSocket handshake, a path without a route, and what the server library itself turns down.
 */
public final class RestAdapter {

    private final Chat chat;
    private final FileSigner files;
    private final Settings settings;
    private final RateLimiter throttle;
    private final Address address;

    private RestAdapter(Chat chat, FileSigner files, Settings settings, Address address) {
        this.chat = chat;
        this.files = files;
        this.settings = settings;
        this.address = address;
        this.throttle = new RateLimiter(settings.limits(), settings.nanos());
    }

    /**
     * What the operator may choose.
     *
     * @param maxBodyBytes the longest request body that is read, at most {@value #MOST_BODY_BYTES}
     * @param health state of this node, asked by {@code /health/ready}; returns soon whatever hangs
     * @param clock tells whether a mute is over
     * @param nanos a monotonic clock, which tells what comes too often
     * @param limits what one party may ask for
     * @param corsOrigins foreign origins whose pages may read answers, such as {@code https://app.example.com}; or *
     * @param node what this node is called, as the staff reads it
     * @param metrics the counters of this node, in the text format of Prometheus
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

        /** The defaults: always ready and without parts, bodies up to {@value #DEFAULT_BODY_BYTES} bytes, the usual limits, no CORS. */
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

        public Settings withHealth(Supplier<Health> state) {
            return new Settings(maxBodyBytes, state, clock, nanos, limits, corsOrigins, node, metrics);
        }

        public Settings withNanos(LongSupplier monotonic) {
            return new Settings(maxBodyBytes, health, clock, monotonic, limits, corsOrigins, node, metrics);
        }

        public Settings withLimits(Limits others) {
            return new Settings(maxBodyBytes, health, clock, nanos, others, corsOrigins, node, metrics);
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
     * State of a node.
     *
     * @param isReady whether it may get requests
     * @param parts whether each part that it consists of works, by name, in the order in which they are shown
     */
    public record Health(boolean isReady, Map<String, Boolean> parts) {

        static final Health FINE = new Health(true, Map.of());

        public Health {
            parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        }
    }

    /** What is counted, each for itself: the requests of one user, the log-ins to one name, and so on. */
    public enum Limit {
        /** All requests of somebody who has proven who they are, from wherever. */
        USER(1_200, Duration.ofMinutes(1)),
        /** Requests from one address without a good token. */
        ANONYMOUS(1_200, Duration.ofMinutes(1)),
        /** All requests from one address: many people may share it. */
        ADDRESS(12_000, Duration.ofMinutes(1)),
        /** Log-ins to one name from one address. */
        LOG_IN_NAME(10, Duration.ofMinutes(1)),
        /** Log-ins to one name from all addresses together that have not logged in to it before. */
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
     * So many times within a period: all at once after a rest, and evenly from then on.
     *
     * @param period from a millisecond to a day
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
     * What one party may ask for.
     *
     * @param rates what is in here is limited, everything else is not
     * @param trustedProxies addresses, or blocks such as {@code 10.0.0.0/8}, of proxies whose headers about a request are
     *     believed: where it comes from, and by which address the client reached the server
     */
    public record Limits(Map<Limit, Rate> rates, Set<String> trustedProxies) {

        /** No limit at all. */
        public static final Limits NONE = new Limits(Map.of(), Set.of());

        /** The usual rate of everything, and no proxy. */
        public static final Limits USUAL = new Limits(
                Arrays.stream(Limit.values()).collect(Collectors.toMap(Function.identity(), Limit::usual)), Set.of());

        /** Matches the addresses of trusted proxies. */
        public Predicate<InetAddress> proxies() {
            var networks = trustedProxies.stream().map(CidrBlock::parse).toList();
            return address -> networks.stream().anyMatch(network -> network.contains(address));
        }

        /** @throws IllegalArgumentException with the wrong one if a proxy is no address */
        public Limits {
            rates = Map.copyOf(rates);
            trustedProxies = Set.copyOf(trustedProxies);
            trustedProxies.forEach(CidrBlock::parse);
        }
    }

    /**
     * By which address clients reach the server.
     *
     * @param publicUrl such as {@code https://chat.example.org/team}; null for what each client, or its proxy, says
     * @param allowedHosts the only names by which the server may be called, or *; if empty any name is allowed, or with a
     *     public URL its host and loopback
     */
    public record Address(@Nullable URI publicUrl, Set<String> allowedHosts) {

        /** Whatever clients say. */
        public static final Address ANY = new Address(null, Set.of());

        /** @throws IllegalArgumentException that says what the wrong one must be */
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

    /** As {@link #of(Chat, FileSigner, Settings, Address)}, by whatever address clients use. */
    public static RestAdapter of(Chat chat, FileSigner files, Settings settings) {
        return of(chat, files, settings, Address.ANY);
    }

    /**
     * The API over {@code chat}.
     *
     * @param files signs the URLs of files in answers, and says which ones we signed
     */
    public static RestAdapter of(Chat chat, FileSigner files, Settings settings, Address address) {
        return new RestAdapter(chat, files, settings, address);
    }

    /** Holds whoever comes in by another way to the same limits, over both ways together. */
    public CallerAdmission gate() {
        return (context, proof) -> throttle.visit(context).admit(proof);
    }

    /** Adds routes, error answers and request ids to {@code config}. */
    public void register(JavalinConfig config) {
        var addresses =
                new AddressRewriter(address, new Proxies(settings.limits().trustedProxies()));
        new JavalinSetup(config, new Cors(settings.corsOrigins()), addresses).register();
        var terms = new Terms(settings.maxBodyBytes(), files);
        var routes = new Routes(config.routes, chat.authentication(), chat.integrations(), terms, throttle);
        new HealthRoutes(settings.health()).register(routes);
        new MetricsRoute(settings.metrics()).register(routes);
        chat.accounts().map(AuthRoutes::new).ifPresent(accounts -> accounts.register(routes));
        new UserRoutes(chat.directory(), chat.presence()).register(routes);
        new RoomRoutes(chat.rooms(), chat.images(), settings.clock()).register(routes);
        new MemberRoutes(chat.members(), chat.presence()).register(routes);
        new InviteRoutes(chat.invites()).register(routes);
        new CategoryRoutes(chat.categories()).register(routes);
        new DeviceRoutes(chat.devices()).register(routes);
        new ReceiptRoutes(chat.receipts()).register(routes);
        var reactions = new ReactionRoutes(chat.reactions());
        reactions.register(routes);
        new MessageRoutes(chat.messaging(), reactions).register(routes);
        new ImageRoutes(chat.images(), files).register(routes);
        new SystemMessageRoutes(chat.messaging()).register(routes);
        new AdminUserRoutes(chat.administration()).register(routes);
        new AdminRoomRoutes(chat.administration(), chat.presence()).register(routes);
        new AdminNodeRoutes(chat.administration(), settings.node(), settings.clock()).register(routes);
        new DocsRoutes(routes).register();
    }
}
