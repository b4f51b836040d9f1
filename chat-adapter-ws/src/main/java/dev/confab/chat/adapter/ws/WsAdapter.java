package dev.confab.chat.adapter.ws;

import dev.confab.chat.adapter.wire.BaseUrl;
import dev.confab.chat.adapter.wire.CallerAdmission;
import dev.confab.chat.adapter.wire.FileSigner;
import dev.confab.chat.adapter.wire.FileUrls;
import dev.confab.chat.adapter.wire.OriginPolicy;
import dev.confab.chat.application.Chat;
import dev.confab.chat.application.account.Caller;
import dev.confab.chat.domain.port.RoomEvents;
import dev.confab.chat.domain.port.Subscription;
import dev.confab.chat.domain.port.UserEvents;
import io.javalin.config.JavalinConfig;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.jspecify.annotations.Nullable;

/**
 * The WebSocket API. One socket serves all rooms of its user. A node has one instance, which subscribes once to room
 * events and once to user events, however many sockets are open.
 */
public final class WsAdapter implements AutoCloseable {

    private static final List<String> PATHS = List.of("/api/v1/chat/ws/", "/api/v1/chat/ws", "/ws/chat/", "/ws/chat");

    /** Frames that Jetty may hold for one socket: one of ours, and those that it has not yet removed. */
    private static final int MAX_OUTGOING_FRAMES = 16;

    private final Settings settings;
    private final FileSigner files;
    private final WriteExecutor writers = new WriteExecutor();
    private final Hub hub;
    private final Commands commands;
    private final Handshake handshake;
    private final Subscription roomSubscription;
    private final Subscription userSubscription;

    private WsAdapter(
            Chat chat,
            RoomEvents roomEvents,
            UserEvents userEvents,
            CallerAdmission admission,
            FileSigner files,
            Settings settings) {
        this.settings = settings;
        this.files = files;
        hub = new Hub(chat, settings);
        commands = new Commands(chat, hub.resync());
        handshake = new Handshake(
                admission,
                chat.authentication(),
                new OriginPolicy(settings.allowedOrigins()),
                jettyLimits(),
                this::openSocket);
        var subscription = roomEvents.subscribe(hub);
        hub.followWith(subscription);
        roomSubscription = subscription;
        userSubscription = userEvents.subscribe(hub::onUserEvent);
    }

    /**
     * Creates the adapter and subscribes it to events. Sockets are accepted once it is {@link #register registered}.
     *
     * @param admission authenticates handshakes within the rate limits
     * @param files signs the URLs of files in frames
     */
    public static WsAdapter of(
            Chat chat,
            RoomEvents roomEvents,
            UserEvents userEvents,
            CallerAdmission admission,
            FileSigner files,
            Settings settings) {
        return new WsAdapter(chat, roomEvents, userEvents, admission, files, settings);
    }

    /** Adds the routes to the configuration of a server. */
    public void register(JavalinConfig config) {
        for (var path : PATHS) {
            config.routes.wsBeforeUpgrade(path, handshake::handle);
            // Javalin runs wsBeforeUpgrade only for paths with a WebSocket route. Its own handlers are never called.
            config.routes.ws(path, ws -> {});
            config.routes.get(path, Handshake::requireUpgrade);
        }
    }

    private Configuration.Customizer jettyLimits() {
        var limits = new Configuration.ConfigurationCustomizer();
        limits.setMaxOutgoingFrames(MAX_OUTGOING_FRAMES);
        limits.setIdleTimeout(settings.intervals().maxSilence());
        return limits;
    }

    private FrameHandler openSocket(Caller caller, BaseUrl base) {
        var session = new ClientSession(hub, commands, settings, writers, caller, new FileUrls(files, base));
        return new JettyFrameHandler(session, settings.limits().maxFrameBytes());
    }

    /** Returns the number of bytes that wait to be written to all connections of this node. */
    long waitingBytes() {
        return hub.waitingBytes();
    }

    /** Closes all sockets with 1001, and those that are opened later. The caller stops the server itself. */
    @Override
    public void close() {
        roomSubscription.close();
        userSubscription.close();
        hub.close();
        writers.close();
    }

    /**
     * Settings of the sockets.
     *
     * @param allowedOrigins foreign origins whose pages may connect, such as {@code https://app.example.com}
     * @param limits the limits of each connection
     * @param intervals the periods and timeouts
     * @param clock the clock of the application
     * @param nanos a monotonic clock for the rate limit
     */
    public record Settings(
            Set<String> allowedOrigins,
            SocketLimits limits,
            Intervals intervals,
            InstantSource clock,
            LongSupplier nanos) {

        public Settings {
            allowedOrigins = Set.copyOf(allowedOrigins);
        }

        /** Returns the settings that the documentation of the protocol states. */
        public static Settings standard(Set<String> allowedOrigins, InstantSource clock) {
            return new Settings(allowedOrigins, SocketLimits.STANDARD, Intervals.STANDARD, clock, System::nanoTime);
        }

        public Settings withLimits(SocketLimits newLimits) {
            return new Settings(allowedOrigins, newLimits, intervals, clock, nanos);
        }

        public Settings withIntervals(Intervals newIntervals) {
            return new Settings(allowedOrigins, limits, newIntervals, clock, nanos);
        }

        Settings withNanos(LongSupplier newNanos) {
            return new Settings(allowedOrigins, limits, intervals, clock, newNanos);
        }

        /** Returns settings without a rate limit. The size of frames stays limited. */
        public Settings withoutPace() {
            return withLimits(limits.withPace(null));
        }
    }

    /**
     * Limits of each connection.
     *
     * @param pace the rate limit of inbound frames, or null for none
     * @param maxFrameBytes the largest inbound message
     * @param maxQueuedFrames the frames that may wait to be written
     * @param maxQueuedBytes the bytes that may wait to be written
     * @param maxConnectionsPerUser the connections of one user on this node; the oldest are closed beyond that
     */
    public record SocketLimits(
            @Nullable Pace pace,
            int maxFrameBytes,
            int maxQueuedFrames,
            int maxQueuedBytes,
            int maxConnectionsPerUser) {

        static final SocketLimits STANDARD = new SocketLimits(new Pace(30, 60), 64 * 1024, 1_000, 1024 * 1024, 20);

        SocketLimits withPace(@Nullable Pace newPace) {
            return new SocketLimits(newPace, maxFrameBytes, maxQueuedFrames, maxQueuedBytes, maxConnectionsPerUser);
        }

        SocketLimits withQueue(int frames, int bytes) {
            return new SocketLimits(pace, maxFrameBytes, frames, bytes, maxConnectionsPerUser);
        }
    }

    /**
     * Periods and timeouts.
     *
     * @param ping the time between two pings of a connection
     * @param maxSilence the time without a sign of life after which a connection is closed
     * @param receiptPause the shortest time between two batches of receipts in one room
     * @param repairDelay the time that a missing event has to arrive before it is read from the store
     * @param reconcile the longest time between two comparisons with the store
     * @param closeTimeout the time that a client has to respond to a close frame
     */
    public record Intervals(
            Duration ping,
            Duration maxSilence,
            Duration receiptPause,
            Duration repairDelay,
            Duration reconcile,
            Duration closeTimeout) {

        static final Intervals STANDARD = new Intervals(
                Duration.ofSeconds(25),
                Duration.ofSeconds(60),
                Duration.ofMillis(250),
                Duration.ofMillis(200),
                Duration.ofSeconds(4),
                Duration.ofSeconds(10));

        Intervals withLiveness(Duration newPing, Duration newMaxSilence) {
            return new Intervals(newPing, newMaxSilence, receiptPause, repairDelay, reconcile, closeTimeout);
        }

        Intervals withReceiptPause(Duration newReceiptPause) {
            return new Intervals(ping, maxSilence, newReceiptPause, repairDelay, reconcile, closeTimeout);
        }

        /** Returns intervals with other times for the repair of lost events. */
        public Intervals withRepair(Duration newRepairDelay, Duration newReconcile) {
            return new Intervals(ping, maxSilence, receiptPause, newRepairDelay, newReconcile, closeTimeout);
        }

        Intervals withCloseTimeout(Duration newCloseTimeout) {
            return new Intervals(ping, maxSilence, receiptPause, repairDelay, reconcile, newCloseTimeout);
        }
    }

    /**
     * Rate limit of inbound frames on one connection.
     *
     * @param burst the frames that may arrive at once after a pause
     */
    public record Pace(int perSecond, int burst) {

        public Pace {
            if (perSecond < 1 || burst < 1) {
                throw new IllegalArgumentException("Pace must be positive: " + perSecond + "/" + burst);
            }
        }
    }
}
