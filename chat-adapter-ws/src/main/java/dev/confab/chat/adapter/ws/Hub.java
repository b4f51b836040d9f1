package dev.confab.chat.adapter.ws;

import dev.confab.chat.application.Chat;
import dev.confab.chat.application.sync.Sync;
import dev.confab.chat.domain.port.RoomEvents;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.LoginId;
import dev.confab.chat.domain.user.UserEvent;
import dev.confab.chat.domain.user.UserId;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * The listener that connects the events of this node with its connections. It receives each event once, passes it to
 * {@link RoomChannels}, opens and releases connections, and closes those whose access was revoked. Callable from every
 * thread.
 */
final class Hub implements RoomEvents.Listener {

    /** Interval over which the clients of a stopping node reconnect. */
    private static final Duration RECONNECT_SPREAD = Duration.ofSeconds(5);

    /** Time that frames in progress have to finish when the node stops. */
    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(5);

    private final Chat chat;
    private final WsAdapter.Settings settings;
    private final Connections connections;
    private final Heartbeat heartbeat;
    private final RecentlyRevoked<LoginId> endedLogins;
    private final RecentlyRevoked<UserId> deactivatedUsers;
    private final RoomChannels channels;
    private final InitialState initialState;
    private final Resync resync;
    private final Reconciler reconciler;
    private volatile boolean closed;

    Hub(Chat chat, WsAdapter.Settings settings) {
        this.chat = chat;
        this.settings = settings;
        connections = new Connections(settings.limits().maxConnectionsPerUser());
        heartbeat = new Heartbeat(settings, connections);
        endedLogins = new RecentlyRevoked<>(settings.nanos());
        deactivatedUsers = new RecentlyRevoked<>(settings.nanos());
        var readers = new ReadExecutor();
        var reader = new RoomReader(chat, settings.clock());
        channels = new RoomChannels(settings, heartbeat, readers, reader);
        initialState = new InitialState(chat, settings, connections, readers, channels);
        resync = new Resync(chat, channels, reader, initialState);
        reconciler = new Reconciler(chat, settings, connections, channels, heartbeat, readers);
        reconciler.start(this::apply);
    }

    /** Sets the subscription that follows rooms for this node. Called once, before the first connection. */
    void followWith(RoomEvents.RoomSubscription subscription) {
        channels.followWith(subscription);
    }

    Resync resync() {
        return resync;
    }

    // --- events ----------------------------------------------------------------------------------------------------

    /** Delivers a room event. Calls for one room come one after the other. */
    @Override
    public void onEvent(RoomEvent event) {
        channels.deliver(event, isOnline(event));
        if (event instanceof RoomEvent.MemberJoined joined) {
            initialState.subscribeMember(joined);
        }
    }

    private boolean isOnline(RoomEvent event) {
        var user = event instanceof RoomEvent.MemberEvent of
                ? of.member().membership().user()
                : null;
        return user != null && chat.presence().isOnline(user);
    }

    /** Reconciles rooms for which events of other nodes may have been lost. */
    @Override
    public void onPossibleLoss(Set<RoomId> rooms) {
        reconciler.reconcileSoon(rooms);
    }

    /** Applies an account event to the connections of its user. */
    void onUserEvent(UserEvent event) {
        switch (event) {
            case UserEvent.LoginEnded ended -> {
                endedLogins.add(ended.login());
                connections
                        .of(ended.user(), ended.login())
                        .forEach(connection -> connection.close(CloseCode.LOGIN_ENDED));
            }
            case UserEvent.Deactivated deactivated -> {
                deactivatedUsers.add(deactivated.user());
                connections.of(deactivated.user()).forEach(connection -> connection.close(CloseCode.NO_ACCESS));
            }
            case UserEvent.Reactivated reactivated -> deactivatedUsers.remove(reactivated.user());
            case UserEvent.ConnectionsClosed closing ->
                connections.of(closing.user()).forEach(connection -> {
                    connection.send(Frames.goingAway(0));
                    connection.close(CloseCode.GOING_AWAY);
                });
        }
    }

    /** Applies revocations and joins whose events were lost. */
    private void apply(Sync.Revocations news) {
        news.ended().forEach(endedLogins::add);
        connections.forEach(connection -> {
            if (news.inactive().contains(connection.userId())) {
                connection.close(CloseCode.NO_ACCESS);
            } else if (connection.login() != null && news.ended().contains(connection.login())) {
                connection.close(CloseCode.LOGIN_ENDED);
            }
        });
        news.joined().forEach(this::subscribeIfMissing);
    }

    private void subscribeIfMissing(Membership joined) {
        var user = joined.user();
        if (user != null
                && connections.of(user).stream()
                        .anyMatch(connection -> connection.isReady() && !connection.hasRoom(joined.room()))) {
            initialState.subscribeLater(user, joined.room());
        }
    }

    // --- connections -----------------------------------------------------------------------------------------------

    /** Registers a new connection and sends its initial state. Blocks while that is read. */
    void open(Connection connection) {
        connections.add(connection).forEach(oldest -> oldest.close(CloseCode.TOO_MANY));
        if (closed) {
            connection.close(CloseCode.GOING_AWAY);
        } else if (deactivatedUsers.contains(connection.userId())) {
            connection.close(CloseCode.NO_ACCESS);
        } else if (endedLogins.contains(connection.login())) {
            connection.close(CloseCode.LOGIN_ENDED);
        } else if (connection.isOpen()) {
            initialState.send(connection);
        }
        if (!connection.isOpen()) {
            release(connection);
        }
    }

    /** Releases a connection that has ended, and aborts it if the client does not close it in time. */
    void onEnd(Connection connection) {
        release(connection);
        heartbeat.schedule(settings.intervals().closeTimeout(), connection::abort);
    }

    /** Removes a connection from all registries. Idempotent. */
    private void release(Connection connection) {
        connections.remove(connection);
        channels.unsubscribe(connection);
        chat.presence().disconnected(connection.userId(), connection.id());
    }

    /** Returns the number of bytes that wait to be written to all connections. */
    long waitingBytes() {
        var sum = new LongAdder();
        connections.forEach(connection -> sum.add(connection.waitingBytes()));
        return sum.sum();
    }

    /**
     * Closes all connections, and each new one. Clients are asked to reconnect after a random delay, and get the response
     * to a frame in progress first.
     */
    void close() {
        closed = true;
        var random = ThreadLocalRandom.current();
        connections.forEach(
                connection -> connection.send(Frames.goingAway(random.nextLong(RECONNECT_SPREAD.toMillis()))));
        long deadline = System.nanoTime() + DRAIN_TIMEOUT.toNanos();
        connections.forEach(connection -> {
            while (connection.isBusy() && System.nanoTime() < deadline) {
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            }
            connection.close(CloseCode.GOING_AWAY);
        });
        heartbeat.close();
    }
}
