package dev.confab.chat.app;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.confab.chat.adapter.fanout.FanOutAdapter;
import dev.confab.chat.adapter.image.ImageAdapter;
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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
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
    private final Closer teardown;
    private final Javalin web;
    private final int port;
    private final @Nullable MetricsServer metricsServer;
    private volatile boolean ready;

    private ChatServer(Settings settings, InstantSource clock, TestOverrides tuning, Closer teardown) {
        this.settings = settings;
        this.teardown = teardown;
        DataFolder.make(settings.dataDir());
        var identity = identity(settings);
        var store = teardown.add(DatabaseOpener.open(settings));
        var node = Objects.requireNonNullElseGet(
                settings.find(SettingTable.NODE_ID), () -> UUID.randomUUID().toString());
        var fanOut = teardown.add(FanOutAdapter.open(node, settings.fanOut(), tuning.lease()));
        var imageFolder = settings.dataDir().resolve("images");
        var timer = teardown.add(new VirtualThreadScheduler());
        var push = PushAdapters.open(settings, clock, teardown);
        var images = new ImagePorts(ImageAdapter.onDisk(imageFolder, clock), ImageAdapter.codec(clock));
        var environment = new Environment(UuidCreator::getTimeOrderedEpoch, SecurityAdapter.secrets(), clock, timer);
        var ports = new Ports(store, fanOut, images, push, environment);
        var chat = Chat.of(ports, identity, settings.get(SettingTable.REACTIONS));
        if (push.isOn()) {
            teardown.add(PushWorker.start(chat.pushing()));
        }
        var files = FileSigner.of(SigningSecret.of(settings), clock);
        var metrics = Metrics.of(chat.pushing(), fanOut.presence(), clock);
        var metricsAddress = settings.metricsAddress();
        metricsServer =
                metricsAddress == null ? null : teardown.add(MetricsServer.start(metricsAddress, metrics::text));
        var rest = RestAdapter.of(
                chat,
                files,
                RestAdapter.Settings.of(clock)
                        .withHealth(new ReadinessChecks(
                                () -> ready,
                                store::isWritable,
                                fanOut::isReachable,
                                () -> ImageAdapter.isWritable(imageFolder))::health)
                        .withLimits(settings.limits())
                        .withCorsOrigins(settings.get(SettingTable.CORS_ORIGINS))
                        .withNode(node)
                        .withMetrics(metrics::text),
                settings.address());
        var ofSockets =
                tuning.sockets().apply(WsAdapter.Settings.standard(settings.get(SettingTable.ALLOWED_ORIGINS), clock));
        var sockets = WsAdapter.of(
                chat,
                fanOut.roomEvents(),
                fanOut.userEvents(),
                rest.gate(),
                files,
                settings.get(SettingTable.RATE_LIMITS) ? ofSockets : ofSockets.withoutPace());
        web = WebServer.of(settings, tuning.requests(), rest, sockets);
        teardown.add(() -> WebServer.stop(web));
        teardown.add(sockets);
        if (settings.database().embedded()) {
            teardown.add(OperatorSocket.open(settings, Operator.of(chat.accounts(), chat.integrations())));
        }
        sweepRegularly(timer, chat.devices()::sweep, chat.images()::sweep, chat.upkeep()::sweep);
        listen();
        port = web.port();
        ready = true;
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

    static ChatServer start(Settings settings, InstantSource clock, TestOverrides tuning) {
        var teardown = new Closer();
        try {
            return new ChatServer(settings, clock, tuning, teardown);
        } catch (RuntimeException | Error failure) {
            teardown.close();
            throw failure;
        }
    }

    /** Starts each sweep soon, so that a server that is often restarted sweeps, too. The sweeps are independent. */
    private static void sweepRegularly(Scheduler timer, Runnable... sweeps) {
        for (var sweep : sweeps) {
            sweepAfter(FIRST_SWEEP, timer, sweep);
        }
    }

    /** Schedules the next sweep before this one runs, so that a failure does not end the series. */
    private static void sweepAfter(Duration rest, Scheduler timer, Runnable sweep) {
        timer.schedule(rest, () -> {
            sweepAfter(BETWEEN_SWEEPS, timer, sweep);
            sweep.run();
        });
    }

    private static Identity identity(Settings settings) {
        var host = settings.host();
        return host == null
                ? new Identity.LocalIdentity(
                        SecurityAdapter.argon2id(),
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
        teardown.close();
    }
}
