package dev.confab.chat.app;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.confab.chat.adapter.fanout.FanOutAdapter;
import dev.confab.chat.adapter.image.ImageAdapter;
import dev.confab.chat.adapter.rest.RestAdapter;
import dev.confab.chat.adapter.security.SecurityAdapter;
import dev.confab.chat.adapter.ws.WsAdapter;
import dev.confab.chat.application.Chat;
import dev.confab.chat.application.Identity;
import dev.confab.chat.application.Ports;
import dev.confab.chat.domain.port.Timer;
import io.javalin.Javalin;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;

/**
 * Confab as a server: the one place where everything is wired together. It is up when {@link #start} returns.
 *
 * <p>Callable from every thread. Several servers can live in one process; they share nothing.
 */
public final class ChatServer implements AutoCloseable {

    private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);

    private final Settings settings;
    private final Teardown teardown;
    private final Javalin web;
    private final int port;
    private volatile boolean ready;

    private ChatServer(Settings settings, InstantSource clock, Tuning tuning, Teardown teardown) {
        this.settings = settings;
        this.teardown = teardown;
        DataFolder.make(settings.dataDir());
        var identity = identity(settings);
        var store = teardown.add(Storage.open(settings));
        var node = Objects.requireNonNullElseGet(
                settings.nodeId(), () -> UUID.randomUUID().toString());
        var fanOut = teardown.add(FanOutAdapter.open(node, settings.fanOut(), tuning.lease()));
        var timer = teardown.add(new VirtualTimer());
        var push = PushParts.open(settings.push(), clock, teardown);
        var ports = new Ports(
                store.transactions(),
                store.users(),
                store.logins(),
                store.rooms(),
                store.memberships(),
                store.messages(),
                store.search(),
                store.reactions(),
                store.receipts(),
                store.invites(),
                store.categories(),
                store.serviceTokens(),
                store.images(),
                ImageAdapter.onDisk(settings.dataDir().resolve("images"), clock),
                ImageAdapter.codec(),
                store.devices(),
                store.pushOutbox(),
                push,
                fanOut.roomEvents(),
                fanOut.userEvents(),
                fanOut.presence(),
                SecurityAdapter.secrets(),
                UuidCreator::getTimeOrderedEpoch,
                clock,
                timer);
        var chat = Chat.of(ports, identity, settings.reactions());
        if (push.isOn()) {
            teardown.add(PushLoop.start(chat.pushing()));
        }
        var rest = RestAdapter.of(
                chat,
                RestAdapter.Settings.of(clock)
                        .withReady(() -> ready && store.isReachable() && fanOut.isReachable())
                        .withLimits(settings.web().limits())
                        .withCorsOrigins(settings.web().corsOrigins())
                        .withNode(node)
                        .withMetrics(Metrics.of(chat.pushing(), fanOut.presence(), clock)::text));
        var ofSockets = tuning.sockets().apply(WsAdapter.Settings.standard(settings.allowedOrigins(), clock));
        var sockets = WsAdapter.of(
                chat,
                ports.roomEvents(),
                ports.userEvents(),
                rest.gate(),
                settings.limits() ? ofSockets : ofSockets.withoutPace());
        web = WebServer.of(settings, tuning.requests(), rest, sockets);
        teardown.add(() -> WebServer.stop(web));
        teardown.add(sockets);
        if (settings.database().embedded()) {
            teardown.add(OperatorDoor.open(settings, Operator.of(chat.accounts(), chat.integrations())));
        }
        sweepNowAndThen(chat, timer);
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
        return start(settings, clock, Tuning.USUAL);
    }

    static ChatServer start(Settings settings, InstantSource clock, Tuning tuning) {
        var teardown = new Teardown();
        try {
            return new ChatServer(settings, clock, tuning, teardown);
        } catch (RuntimeException | Error failure) {
            teardown.close();
            throw failure;
        }
    }

    /** One sweep follows the other, however that went, for as long as the timer goes. */
    private static void sweepNowAndThen(Chat chat, Timer timer) {
        timer.after(BETWEEN_SWEEPS, () -> {
            sweepNowAndThen(chat, timer);
            chat.devices().sweep();
            chat.images().sweep();
        });
    }

    private static Identity identity(Settings settings) {
        var auth = settings.auth();
        return auth.host() == null
                ? new Identity.Own(
                        SecurityAdapter.argon2id(),
                        SecurityAdapter.hs256(SigningSecret.of(settings), auth.issuer()),
                        auth.lifetimes())
                : new Identity.Foreign(SecurityAdapter.host(auth.host(), ChatServer::elapsed));
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

    /** Where clients find it, without a slash at the end. */
    public String url() {
        return "http://" + address(port);
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
