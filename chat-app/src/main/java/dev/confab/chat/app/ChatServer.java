package dev.confab.chat.app;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.confab.chat.adapter.fanout.FanOutAdapter;
import dev.confab.chat.adapter.image.ImageAdapter;
import dev.confab.chat.adapter.persistence.PersistenceAdapter;
import dev.confab.chat.adapter.rest.RestAdapter;
import dev.confab.chat.adapter.security.SecurityAdapter;
import dev.confab.chat.adapter.wire.FileSigner;
import dev.confab.chat.adapter.ws.WsAdapter;
import dev.confab.chat.application.Chat;
import dev.confab.chat.application.account.Identity;
import dev.confab.chat.application.port.Environment;
import dev.confab.chat.application.port.ImagePorts;
import dev.confab.chat.application.port.Ports;
import dev.confab.chat.domain.port.Scheduler;
import io.javalin.Javalin;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The composition root: a server with all its parts. It serves when {@link #start} returns.
 *
 * <p>Safe for all threads. Several servers can run in one process; they share nothing.
 */
public final class ChatServer implements AutoCloseable {

    private static final Duration FIRST_SWEEP = Duration.ofMinutes(1);
    private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);

    private final Settings settings;
    private final InstantSource clock;
    private final TestOverrides overrides;
    private final Closer closer;
    private final String node;
    private final PersistenceAdapter store;
    private final FanOutAdapter fanOut;
    private final Scheduler scheduler;
    private final Chat chat;
    private final Metrics metrics;
    private final @Nullable MetricsServer metricsServer;
    private final Javalin web;
    private final int port;
    private volatile boolean ready;

    /** Opens everything in the order of dependencies; {@code closer} closes it in reverse. */
    private ChatServer(Settings settings, InstantSource clock, TestOverrides overrides, Closer closer) {
        this.settings = settings;
        this.clock = clock;
        this.overrides = overrides;
        this.closer = closer;
        DataFolder.make(settings.dataDir());
        var identity = identity();
        store = closer.add(DatabaseOpener.open(settings));
        var name = settings.find(SettingTable.NODE_ID);
        node = name == null ? UUID.randomUUID().toString() : name;
        fanOut = closer.add(FanOutAdapter.open(node, settings.fanOut(), overrides.lease()));
        scheduler = closer.add(new VirtualThreadScheduler());
        chat = chat(identity);
        metrics = Metrics.of(chat.pushing(), fanOut.presence(), clock);
        metricsServer = metricsServer();
        web = web();
        if (settings.database().embedded()) {
            closer.add(OperatorSocket.open(settings, Operator.of(chat.accounts(), chat.integrations())));
        }
        sweepRegularly(chat.devices()::sweep, chat.images()::sweep, chat.upkeep()::sweep);
        listen();
        port = web.port();
        ready = true;
    }

    private Chat chat(Identity identity) {
        var push = PushAdapters.open(settings, clock, closer);
        var images = new ImagePorts(ImageAdapter.onDisk(imageFolder(), clock), ImageAdapter.codec(clock));
        var environment =
                new Environment(UuidCreator::getTimeOrderedEpoch, SecurityAdapter.secrets(), clock, scheduler);
        var ports = new Ports(store, fanOut, images, push, environment);
        var created = Chat.of(ports, identity, settings.get(SettingTable.REACTIONS));
        if (push.isOn()) {
            closer.add(PushWorker.start(created.pushing()));
        }
        return created;
    }

    private Path imageFolder() {
        return settings.dataDir().resolve("images");
    }

    private @Nullable MetricsServer metricsServer() {
        var address = settings.metricsAddress();
        return address == null ? null : closer.add(MetricsServer.start(address, metrics::text));
    }

    private Javalin web() {
        var files = FileSigner.of(SigningSecret.of(settings), clock);
        var rest = RestAdapter.of(chat, files, restSettings(), settings.address());
        var sockets =
                WsAdapter.of(chat, fanOut.roomEvents(), fanOut.userEvents(), rest.gate(), files, socketSettings());
        var server = WebServer.of(settings, overrides.requests(), rest, sockets);
        closer.add(() -> WebServer.stop(server));
        closer.add(sockets);
        return server;
    }

    private RestAdapter.Settings restSettings() {
        var checks = new ReadinessChecks(
                () -> ready, store::isWritable, fanOut::isReachable, () -> ImageAdapter.isWritable(imageFolder()));
        return RestAdapter.Settings.of(clock)
                .withHealth(checks::health)
                .withLimits(settings.limits())
                .withCorsOrigins(settings.get(SettingTable.CORS_ORIGINS))
                .withNode(node)
                .withMetrics(metrics::text);
    }

    private WsAdapter.Settings socketSettings() {
        var standard = WsAdapter.Settings.standard(settings.get(SettingTable.ALLOWED_ORIGINS), clock);
        var chosen = overrides.sockets().apply(standard);
        return settings.get(SettingTable.RATE_LIMITS) ? chosen : chosen.withoutPace();
    }

    /**
     * Starts a server.
     *
     * @param clock ticks in whole milliseconds
     * @throws StartFailure if it cannot start; everything that was opened is closed again
     */
    public static ChatServer start(Settings settings, InstantSource clock) {
        return start(settings, clock, TestOverrides.USUAL);
    }

    static ChatServer start(Settings settings, InstantSource clock, TestOverrides overrides) {
        var closer = new Closer();
        try {
            return new ChatServer(settings, clock, overrides, closer);
        } catch (RuntimeException | Error failure) {
            closer.close();
            throw failure;
        }
    }

    /** Starts each sweep soon, so that a server that is often restarted sweeps, too. The sweeps are independent. */
    private void sweepRegularly(Runnable... sweeps) {
        for (var sweep : sweeps) {
            sweepAfter(FIRST_SWEEP, sweep);
        }
    }

    /** Schedules the next sweep before this one runs, so that a failure does not end the series. */
    private void sweepAfter(Duration pause, Runnable sweep) {
        scheduler.schedule(pause, () -> {
            sweepAfter(BETWEEN_SWEEPS, sweep);
            sweep.run();
        });
    }

    private Identity identity() {
        var host = settings.host();
        return host == null
                ? new Identity.LocalIdentity(
                        overrides.passwords(),
                        SecurityAdapter.hs256(SigningSecret.of(settings), settings.get(SettingTable.AUTH_ISSUER)),
                        settings.tokenLifetimes())
                : new Identity.HostIdentity(SecurityAdapter.host(host, ChatServer::elapsed));
    }

    /** Returns the time of a monotonic clock, for durations only. */
    private static Instant elapsed() {
        return Instant.EPOCH.plusNanos(System.nanoTime());
    }

    private void listen() {
        try {
            web.start();
        } catch (UncheckedIOException failure) {
            throw new StartFailure(
                    "Cannot listen on " + address(settings.get(SettingTable.PORT)) + " (choose another with "
                            + SettingTable.HOST.flag() + " and " + SettingTable.PORT.flag() + "): "
                            + StartFailure.reason(failure),
                    failure);
        }
    }

    /** Returns the port that the server listens on, which differs from the setting if that is 0. */
    public int port() {
        return port;
    }

    /** Returns the port that serves metrics without a token; 0 for none. */
    public int metricsPort() {
        return metricsServer == null ? 0 : metricsServer.port();
    }

    /** Returns the URL for clients on this machine or in its network, without a slash at the end. */
    public String url() {
        var publicUrl = settings.address().publicUrl();
        var prefix = publicUrl == null ? "" : publicUrl.getRawPath().replaceFirst("/+$", "");
        return "http://" + address(port) + prefix;
    }

    private String address(int port) {
        var host = settings.get(SettingTable.HOST);
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /**
     * Stops the server: {@code /health/ready} turns to 503, sockets are closed with 1001, requests that are under way have
     * the time of {@code drain} to finish, and the database is closed. Returns when all that is done, even if another
     * thread does it. Never throws; closing again does nothing.
     */
    @Override
    public void close() {
        ready = false;
        closer.close();
    }
}
