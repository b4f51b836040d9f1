package dev.confab.chat.adapter.ws;

import dev.confab.chat.adapter.wire.BaseUrl;
import dev.confab.chat.adapter.wire.CallerAdmission;
import dev.confab.chat.adapter.wire.FileSigner;
import dev.confab.chat.adapter.wire.FileUrls;
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
 * The WebSocket: one socket of a user serves all rooms they are in. One instance serves a node, however many sockets
 * there are, and listens once to each of the two sorts of events.
 */
public final class WsAdapter implements AutoCloseable {

    private static final List<String> PATHS = List.of("/api/v1/chat/ws/", "/api/v1/chat/ws", "/ws/chat/", "/ws/chat");

    /** How many frames may be under way in Jetty, which are one of ours and those that Jetty has not crossed out yet. */
    private static final int MAX_OUTGOING_FRAMES = 16;

    private final Settings settings;
    private final FileSigner files;
    private final WriteExecutor writers = new WriteExecutor();
    private final Hub hub;
    private final Commands commands;
    private final Handshake handshake;
    private final Subscription roomEvents;
    private final Subscription userEvents;

    private WsAdapter(
            Chat chat,
            RoomEvents roomEvents,
            UserEvents userEvents,
            CallerAdmission gate,
            FileSigner files,
            Settings settings) {
        this.settings = settings;
        this.files = files;
        this.hub = new Hub(chat, settings);
        this.commands = new Commands(chat, hub);
        this.handshake = new Handshake(
                gate, chat.authentication(), new OriginPolicy(settings.allowedOrigins()), limits(), this::socket);
        var ear = roomEvents.subscribe(hub);
        hub.listenBy(ear);
        this.roomEvents = ear;
        this.userEvents = userEvents.subscribe(hub::hear);
    }

    /**
     * Begins to listen; sockets can come once it is {@link #register registered}.
     *
     * @param gate lets in those who want a socket
     * @param files signs the URLs of files in frames
     */
    public static WsAdapter of(
            Chat chat,
            RoomEvents roomEvents,
            UserEvents userEvents,
            CallerAdmission gate,
            FileSigner files,
            Settings settings) {
        return new WsAdapter(chat, roomEvents, userEvents, gate, files, settings);
    }

    /** Adds the routes and the limits to a server that is being configured. */
    public void register(JavalinConfig config) {
        for (var path : PATHS) {
            config.routes.wsBeforeUpgrade(path, handshake::answer);
            // Without a route there would be no handshake; the handlers that it could have are never called.
            config.routes.ws(path, ws -> {});
            config.routes.get(path, Handshake::requireUpgrade);
        }
    }

    private Configuration.Customizer limits() {
        var limits = new Configuration.ConfigurationCustomizer();
        limits.setMaxOutgoingFrames(MAX_OUTGOING_FRAMES);
        limits.setIdleTimeout(settings.maxSilence());
        return limits;
    }

    private FrameHandler socket(Caller caller, BaseUrl base) {
        var urls = new FileUrls(files, base);
        return new JettyFrameHandler(
                new ClientSession(hub, commands, settings, writers, caller, urls), settings.maxFrameBytes());
    }

    /** How many bytes wait to be written, to all connections of this node together. */
    long waitingBytes() {
        return hub.waitingBytes();
    }

    /** Closes all sockets with 1001, and those that still come; the server itself is stopped by whoever runs it. */
    @Override
    public void close() {
        roomEvents.close();
        userEvents.close();
        hub.close();
        writers.close();
    }

    /**
     * The limits of the sockets.
     *
     * @param allowedOrigins foreign origins whose pages may connect, such as {@code https://app.example.com}
     * @param pingInterval how often a connection is pinged
     * @param maxSilence after what time without a sign of life it is closed
     * @param pace how fast a client may send; null for as fast as it goes
     * @param maxFrameBytes of what a client sends
     * @param maxQueuedFrames how many frames may wait for one connection
     * @param maxQueuedBytes how many bytes of UTF-8 they may have
     * @param receiptPause the least time between two tellings of the receipts of one room
     * @param patience how long an event that must have happened may be on its way, before it is read from the store
     * @param sweepInterval how often, at the latest, it is looked up what nobody has told of
     * @param farewell how long the other side has time to hear why it is closed
     * @param clock the one of the application
     * @param nanos a monotonic clock, which limits how fast a client sends
     */
    public record Settings(
            Set<String> allowedOrigins,
            Duration pingInterval,
            Duration maxSilence,
            @Nullable Pace pace,
            int maxFrameBytes,
            int maxQueuedFrames,
            int maxQueuedBytes,
            int maxConnectionsPerUser,
            Duration receiptPause,
            Duration patience,
            Duration sweepInterval,
            Duration farewell,
            InstantSource clock,
            LongSupplier nanos) {

        public Settings {
            allowedOrigins = Set.copyOf(allowedOrigins);
        }

        /** What the wire contract says. */
        public static Settings standard(Set<String> allowedOrigins, InstantSource clock) {
            return new Settings(
                    allowedOrigins,
                    Duration.ofSeconds(25),
                    Duration.ofSeconds(60),
                    new Pace(30, 60),
                    64 * 1024,
                    1_000,
                    1024 * 1024,
                    20,
                    Duration.ofMillis(250),
                    Duration.ofMillis(200),
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(10),
                    clock,
                    System::nanoTime);
        }

        /** With another monotonic clock. */
        Settings withNanos(LongSupplier monotonic) {
            return new Settings(
                    allowedOrigins,
                    pingInterval,
                    maxSilence,
                    pace,
                    maxFrameBytes,
                    maxQueuedFrames,
                    maxQueuedBytes,
                    maxConnectionsPerUser,
                    receiptPause,
                    patience,
                    sweepInterval,
                    farewell,
                    clock,
                    monotonic);
        }

        /** Clients may send as fast as they like, if not as much. */
        public Settings withoutPace() {
            return new Settings(
                    allowedOrigins,
                    pingInterval,
                    maxSilence,
                    null,
                    maxFrameBytes,
                    maxQueuedFrames,
                    maxQueuedBytes,
                    maxConnectionsPerUser,
                    receiptPause,
                    patience,
                    sweepInterval,
                    farewell,
                    clock,
                    nanos);
        }
    }

    /**
     * How fast frames may come in on one connection.
     *
     * @param burst how many at once after a rest
     */
    public record Pace(int perSecond, int burst) {

        public Pace {
            if (perSecond < 1 || burst < 1) {
                throw new IllegalArgumentException("pace " + perSecond + "/" + burst);
            }
        }
    }
}
