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
 * Confab as a server: the one place where everything is wired together. It is up when {@link #start} returns.
 *
 * <p>Callable from every thread. Several servers can live in one process; they share nothing.
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
                settings.nodeId(), () -> UUID.randomUUID().toString());
        var fanOut = teardown.add(FanOutAdapter.open(node, settings.fanOut(), tuning.lease()));
        var imageFolder = settings.dataDir().resolve("images");
        var timer = teardown.add(new VirtualThreadScheduler());
        var push = PushAdapters.open(settings.push(), clock, teardown);
        var images = new ImagePorts(ImageAdapter.onDisk(imageFolder, clock), ImageAdapter.codec(clock));
        var environment = new Environment(UuidCreator::getTimeOrderedEpoch, SecurityAdapter.secrets(), clock, timer);
        var ports = new Ports(store, fanOut, images, push, environment);
        var chat = Chat.of(ports, identity, settings.reactions());
        if (push.isOn()) {
            teardown.add(PushWorker.start(chat.pushing()));
        }
        var files = FileSigner.of(SigningSecret.of(settings), clock);
        var metrics = Metrics.of(chat.pushing(), fanOut.presence(), clock);
        var metricsAddress = settings.web().metrics();
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
                        .withLimits(settings.web().limits())
                        .withCorsOrigins(settings.web().corsOrigins())
                        .withNode(node)
                        .withMetrics(metrics::text),
                settings.web().address());
        var ofSockets = tuning.sockets().apply(WsAdapter.Settings.standard(settings.allowedOrigins(), clock));
        var sockets = WsAdapter.of(
                chat,
                fanOut.roomEvents(),
                fanOut.userEvents(),
                rest.gate(),
                files,
                settings.limits() ? ofSockets : ofSockets.withoutPace());
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
     * @throws StartFailure if it cannot start; nothing of it is left behind then
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

    /** Soon after the start, so that a server that is restarted often sweeps too. None of them keeps another from it. */
    private static void sweepRegularly(Scheduler timer, Runnable... sweeps) {
        for (var sweep : sweeps) {
            sweepAfter(FIRST_SWEEP, timer, sweep);
        }
    }

    /** One sweep follows the other, however that went, for as long as the timer goes. */
    private static void sweepAfter(Duration rest, Scheduler timer, Runnable sweep) {
        timer.schedule(rest, () -> {
            sweepAfter(BETWEEN_SWEEPS, timer, sweep);
            sweep.run();
        });
    }

    private static Identity identity(Settings settings) {
        var auth = settings.auth();
        return auth.host() == null
                ? new Identity.LocalIdentity(
                        SecurityAdapter.argon2id(),
                        SecurityAdapter.hs256(SigningSecret.of(settings), auth.issuer()),
                        auth.lifetimes())
                : new Identity.HostIdentity(SecurityAdapter.host(auth.host(), ChatServer::elapsed));
    }

    /** A clock for durations alone: nobody can set it. */
    private static Instant elapsed() {
        return Instant.EPOCH.plusNanos(System.nanoTime());
    }

    private void listen() {
        try {
            web.start();
        } catch (UncheckedIOException failure) {
            throw new StartFailure(
                    "Cannot listen on " + address(settings.port()) + " (choose another with "
                            + Setting.HOST.flag() + " and " + Setting.PORT.flag() + "): "
                            + StartFailure.reason(failure),
                    failure);
        }
    }

    /** The port it listens on, also if the settings left that open. */
    public int port() {
        return port;
    }

    /** The port that serves metrics without a token; 0 for none. */
    public int metricsPort() {
        return metricsServer == null ? 0 : metricsServer.port();
    }

    /** Where clients on this machine, or in its network, find it, without a slash at the end. */
    public String url() {
        var publicUrl = settings.web().address().publicUrl();
        var prefix = publicUrl == null ? "" : publicUrl.getRawPath().replaceFirst("/+$", "");
        return "http://" + address(port) + prefix;
    }

    private String address(int port) {
        var host = settings.host();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /**
     * Stops: {@code /health/ready} says no, sockets are closed with 1001, requests that are under way get their answers
     * for as long as {@link Settings#drain} says, and the database is closed. Returns when that is done, whoever does it.
     * Does not throw; closing again does nothing.
     */
    @Override
    public void close() {
        ready = false;
        teardown.close();
    }
}
