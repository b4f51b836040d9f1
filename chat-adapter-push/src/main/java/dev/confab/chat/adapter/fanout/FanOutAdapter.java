package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.port.Events;
import dev.confab.chat.domain.port.PresenceStore;
import dev.confab.chat.domain.port.RoomEvents;
import dev.confab.chat.domain.port.UserEvents;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** How the nodes of one Confab hear of each other. */
public final class FanOutAdapter implements Events, AutoCloseable {

    private final RoomEvents roomEvents;
    private final UserEvents userEvents;
    private final PresenceStore presence;
    private final BooleanSupplier reachable;
    private final Runnable end;

    private FanOutAdapter(
            RoomEvents roomEvents,
            UserEvents userEvents,
            PresenceStore presence,
            BooleanSupplier reachable,
            Runnable end) {
        this.roomEvents = roomEvents;
        this.userEvents = userEvents;
        this.presence = presence;
        this.reachable = reachable;
        this.end = end;
    }

    /** What carries events between nodes. */
    public sealed interface Via {}

    /** Nothing: there is one node. */
    public record InProcess() implements Via {}

    /**
     * A Redis, or a cluster of them.
     *
     * @param url {@code redis://user:password@host:port/database}, or {@code rediss://} for TLS; several hosts, separated
     *     by commas, are members of a cluster, which must be of Redis 7 or newer
     * @param prefix what the names of all channels begin with; nodes of one Confab have the same, others another one
     */
    public record Redis(String url, String prefix) implements Via {

        public static final String USUAL_PREFIX = "confab:";

        /** @throws IllegalArgumentException that says what the URL must be, without repeating it */
        public Redis {
            RedisUrl.parse(url);
        }

        /** Shows no password. */
        @Override
        public String toString() {
            return "Redis[" + RedisUrl.parse(url) + ", " + prefix + "]";
        }
    }

    /**
     * The PostgreSQL that is the store, too: enough for some nodes, while {@link Redis} is for many.
     *
     * @param url in JDBC form; straight to the server, for no pooler between can pass on what is said
     * @param user null for the one of the URL
     * @param password null for the one of the URL
     */
    public record Postgres(
            String url, @Nullable String user, @Nullable String password) implements Via {

        /** @throws IllegalArgumentException that says what the URL must be, without repeating it */
        public Postgres {
            if (!isFor(url)) {
                throw new IllegalArgumentException("must be the URL of a PostgreSQL");
            }
        }

        /** Is this the URL of a PostgreSQL? */
        public static boolean isFor(String url) {
            return url.startsWith("jdbc:postgresql:");
        }

        /** Shows no password, which may be in the URL, too. */
        @Override
        public String toString() {
            return "Postgres";
        }
    }

    /** For a Confab of one node: nothing leaves the process. */
    public static FanOutAdapter inProcess() {
        return new FanOutAdapter(
                new InProcessRoomEvents(), new InProcessUserEvents(), new InProcessPresence(), () -> true, () -> {});
    }

    /**
     * Connects to other nodes, in the background: now, and whenever the connection was lost.
     *
     * @param node what to call this node; null for no name
     */
    public static FanOutAdapter open(@Nullable String node, Via via) {
        return open(node, via, Timing.STANDARD);
    }

    /** As {@link #open(String, Via)}, with another lease than {@link PresenceStore#LEASE}; all nodes have the same. */
    public static FanOutAdapter open(@Nullable String node, Via via, Duration lease) {
        return open(node, via, Timing.STANDARD.withLease(lease));
    }

    static FanOutAdapter open(@Nullable String node, Via via, Timing timing) {
        return switch (via) {
            case InProcess alone -> inProcess();
            case Redis redis -> over(redis(redis, timing), node, timing);
            case Postgres postgres -> over(new PostgresBroker(postgres, timing), node, timing);
        };
    }

    private static Broker redis(Redis redis, Timing timing) {
        var url = RedisUrl.parse(redis.url());
        var site = url.isCluster() ? new RedisCluster(url, timing) : new SingleRedis(url, timing);
        return new RedisBroker(site, redis.prefix(), timing);
    }

    private static FanOutAdapter over(Broker broker, @Nullable String node, Timing timing) {
        var nodes = new ClusterEvents(unique(node), broker, timing);
        nodes.open();
        return new FanOutAdapter(
                nodes.roomEvents(), nodes.userEvents(), nodes.presence(), nodes::isReachable, nodes::close);
    }

    /** A name that no other node has, nor this one after a restart. */
    private static String unique(@Nullable String node) {
        var some = UUID.randomUUID().toString().substring(24);
        return node == null ? some : node + "~" + some;
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

    /** Can other nodes be heard of, as far as is known? Without them all goes on, and what they do is known later. */
    public boolean isReachable() {
        return reachable.getAsBoolean();
    }

    /** Says good-bye to the other nodes and ends, within a few seconds. Does not throw. */
    @Override
    public void close() {
        end.run();
    }
}
