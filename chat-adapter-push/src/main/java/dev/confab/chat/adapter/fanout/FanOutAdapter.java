package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.port.Events;
import dev.confab.chat.domain.port.PresenceStore;
import dev.confab.chat.domain.port.RoomEvents;
import dev.confab.chat.domain.port.UserEvents;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The events and the presence of a Confab server, shared between its nodes by a broker, or local to one node. */
public final class FanOutAdapter implements Events, AutoCloseable {

    private final RoomEvents roomEvents;
    private final UserEvents userEvents;
    private final PresenceStore presence;
    private final BooleanSupplier reachable;
    private final Runnable closing;

    private FanOutAdapter(
            RoomEvents roomEvents,
            UserEvents userEvents,
            PresenceStore presence,
            BooleanSupplier reachable,
            Runnable closing) {
        this.roomEvents = roomEvents;
        this.userEvents = userEvents;
        this.presence = presence;
        this.reachable = reachable;
        this.closing = closing;
    }

    /** The transport of events between nodes. */
    public sealed interface Via {}

    /** No transport: there is one node. */
    public record InProcess() implements Via {}

    /**
     * A Redis server or a Redis Cluster.
     *
     * @param url {@code redis://user:password@host:port/database}, or {@code rediss://} for TLS. Several hosts, separated
     *     by commas, are members of a cluster, which requires Redis 7 or newer.
     * @param prefix the prefix of all channel names; the same for all nodes of a cluster, and different for other clusters
     */
    public record Redis(String url, String prefix) implements Via {

        public static final String USUAL_PREFIX = "confab:";

        /** @throws IllegalArgumentException if the URL is malformed; the message does not repeat it */
        public Redis {
            RedisUrl.parse(url);
        }

        /** Omits the password. */
        @Override
        public String toString() {
            return "Redis[" + RedisUrl.parse(url) + ", " + prefix + "]";
        }
    }

    /**
     * The PostgreSQL server that is the store as well. It suits a few nodes, {@link Redis} suits many.
     *
     * @param url the JDBC URL of the server itself, because poolers do not pass on notifications
     * @param user null for the user in the URL
     * @param password null for the password in the URL
     */
    public record Postgres(
            String url, @Nullable String user, @Nullable String password) implements Via {

        /** @throws IllegalArgumentException if the URL is malformed; the message does not repeat it */
        public Postgres {
            if (!isFor(url)) {
                throw new IllegalArgumentException("must be the URL of a PostgreSQL");
            }
        }

        /** Whether {@code url} is the JDBC URL of a PostgreSQL server. */
        public static boolean isFor(String url) {
            return url.startsWith("jdbc:postgresql:");
        }

        /** Omits the URL, which may contain a password. */
        @Override
        public String toString() {
            return "Postgres";
        }
    }

    /** Returns the events and the presence of a single node. */
    public static FanOutAdapter inProcess() {
        return new FanOutAdapter(
                new InProcessRoomEvents(), new InProcessUserEvents(), new InProcessPresence(), () -> true, () -> {});
    }

    /**
     * Connects to other nodes in the background, and reconnects whenever the connection is lost.
     *
     * @param node the name of this node; null for a generated one
     */
    public static FanOutAdapter open(@Nullable String node, Via via) {
        return open(node, via, Timing.STANDARD);
    }

    /** Connects as {@link #open(String, Via)} does, with another lease than {@link PresenceStore#LEASE}. All nodes use the same. */
    public static FanOutAdapter open(@Nullable String node, Via via, Duration lease) {
        return open(node, via, Timing.STANDARD.withLease(lease));
    }

    static FanOutAdapter open(@Nullable String node, Via via, Timing timing) {
        return switch (via) {
            case InProcess alone -> inProcess();
            case Redis redis -> connect(redis(redis, timing), node, timing);
            case Postgres postgres -> connect(new PostgresBroker(postgres, timing), node, timing);
        };
    }

    private static Broker redis(Redis redis, Timing timing) {
        var url = RedisUrl.parse(redis.url());
        var topology = url.isCluster() ? new RedisCluster(url, timing) : new SingleRedis(url, timing);
        return new RedisBroker(topology, redis.prefix(), timing);
    }

    private static FanOutAdapter connect(Broker broker, @Nullable String node, Timing timing) {
        var cluster = new ClusterEvents(uniqueName(node), broker, timing);
        cluster.open();
        return new FanOutAdapter(
                cluster.roomEvents(), cluster.userEvents(), cluster.presence(), cluster::isReachable, cluster::close);
    }

    /** Returns a name that is unique among all nodes and restarts. */
    private static String uniqueName(@Nullable String node) {
        var suffix = UUID.randomUUID().toString().substring(24);
        return node == null ? suffix : node + "~" + suffix;
    }

    @Override
    public RoomEvents roomEvents() {
        return roomEvents;
    }

    @Override
    public UserEvents userEvents() {
        return userEvents;
    }

    @Override
    public PresenceStore presence() {
        return presence;
    }

    /** Whether events of other nodes arrive, according to the last known state. Otherwise they are found in the store later. */
    public boolean isReachable() {
        return reachable.getAsBoolean();
    }

    /** Leaves the cluster and closes all connections, within a few seconds. Does not throw. */
    @Override
    public void close() {
        closing.run();
    }
}
