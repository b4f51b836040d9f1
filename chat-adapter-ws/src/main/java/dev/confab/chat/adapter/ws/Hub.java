package dev.confab.chat.adapter.ws;

import dev.confab.chat.application.Chat;
import dev.confab.chat.application.presence.Presence;
import dev.confab.chat.application.sync.Sync;
import dev.confab.chat.domain.port.RoomEvents;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.LoginId;
import dev.confab.chat.domain.user.UserEvent;
import dev.confab.chat.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where the events of the node meet its connections. Hears every event once, however many connections there are, and
 * hands it to the {@link RoomChannel} of its room, if anybody here follows that. Callable from every thread.
 */
final class Hub implements RoomEvents.Listener {

    /** Over what time those come back who are sent away. */
    private static final Duration SPREAD = Duration.ofSeconds(5);

    /** How long frames that are being worked on may take when the node stops. */
    private static final Duration LAST_FRAMES = Duration.ofSeconds(5);

    private final Chat chat;
    private final WsAdapter.Settings settings;
    private final Heartbeat pulse;
    private final ReplayBuffer tape = new ReplayBuffer();
    private final ConcurrentMap<RoomId, RoomChannel> feeds = new ConcurrentHashMap<>();
    private final RecentlyRevoked<LoginId> endedLogins;
    private final RecentlyRevoked<UserId> deactivated;
    private final Connections connections;
    private final InitialState arrivals;
    private final Resync catchUps;
    private final Reconciler sweep;
    private volatile RoomEvents.@Nullable RoomSubscription ear;
    private volatile boolean closed;

    Hub(Chat chat, WsAdapter.Settings settings) {
        this.chat = chat;
        this.settings = settings;
        this.endedLogins = new RecentlyRevoked<>(settings.nanos());
        this.deactivated = new RecentlyRevoked<>(settings.nanos());
        this.connections = new Connections(settings.maxConnectionsPerUser());
        this.pulse = new Heartbeat(settings, connections);
        var readers = new ReadExecutor();
        this.arrivals = new InitialState(chat, settings, tape, connections, readers, this);
        this.catchUps = new Resync(chat, settings, this, readers, who -> arrivals.enter(who.user(), who.room()));
        this.sweep = new Reconciler(chat, settings, this, pulse, readers);
    }

    /** Hears of the rooms that are followed here by {@code own}; called once, before anybody connects. */
    void listenBy(RoomEvents.RoomSubscription own) {
        ear = own;
    }

    /** Hears what happened in a room; the calls for one room come one after the other. */
    @Override
    public void onEvent(RoomEvent event) {
        var happening = tape.append(
                new EncodedEvent(event, isOnline(event), settings.clock().instant()));
        var feed = feeds.get(event.room());
        if (feed != null) {
            on(feed, after -> feed.deliver(happening, after));
        }
        if (event instanceof RoomEvent.MemberJoined joined) {
            arrivals.entered(joined);
        }
    }

    /** What other nodes have told about {@code rooms} may have got lost. */
    @Override
    public void onPossibleLoss(Set<RoomId> rooms) {
        sweep.doubt(rooms);
    }

    private boolean isOnline(RoomEvent event) {
        var user = event instanceof RoomEvent.MemberEvent of
                ? of.member().membership().user()
                : null;
        return user != null && chat.presence().isOnline(user);
    }

    /** Hears what happened to an account. */
    void hear(UserEvent event) {
        switch (event) {
            case UserEvent.LoginEnded ended -> {
                endedLogins.add(ended.login());
                connections.of(ended.user(), ended.login()).forEach(gone -> gone.close(CloseCode.LOGIN_ENDED));
            }
            case UserEvent.Deactivated gone -> {
                deactivated.add(gone.user());
                connections.of(gone.user()).forEach(connection -> connection.close(CloseCode.NO_ACCESS));
            }
            case UserEvent.Reactivated back -> deactivated.remove(back.user());
            case UserEvent.ConnectionsClosed sent ->
                connections.of(sent.user()).forEach(connection -> {
                    connection.send(Frames.goingAway(0));
                    connection.close(CloseCode.GOING_AWAY);
                });
        }
    }

    /** A connection is there; tells it all that it starts with. Blocks while that is read. */
    void opened(Connection connection) {
        connections.add(connection).forEach(oldest -> oldest.close(CloseCode.TOO_MANY));
        if (closed) {
            connection.close(CloseCode.GOING_AWAY);
        } else if (deactivated.contains(connection.userId())) {
            connection.close(CloseCode.NO_ACCESS);
        } else if (endedLogins.contains(connection.login())) {
            connection.close(CloseCode.LOGIN_ENDED);
        } else if (connection.isOpen()) {
            arrivals.begin(connection);
        }
        if (!connection.isOpen()) {
            release(connection);
        }
    }

    /** A connection is not there any more; called once for each, without any lock held. */
    void ended(Connection connection) {
        release(connection);
        pulse.later(settings.farewell(), connection::cut);
    }

    /** Doing this again does nothing. */
    private void release(Connection connection) {
        connections.remove(connection);
        for (var room : connection.rooms()) {
            var feed = feeds.get(room);
            if (feed != null) {
                on(feed, after -> feed.dismiss(connection, after));
            }
        }
        chat.presence().disconnected(connection.userId(), connection.id());
    }

    /** Lets a connection follow a room, unless it does already. */
    void admit(SubscribeRequest admission) {
        var after = new DeferredActions(this);
        var feed = feeds.computeIfAbsent(admission.room(), this::newFeed);
        while (!feed.admit(admission, after)) {
            forget(feed);
            feed = feeds.computeIfAbsent(admission.room(), this::newFeed);
        }
        after.settle();
    }

    private RoomChannel newFeed(RoomId room) {
        var listening = ear;
        if (listening != null) {
            listening.follow(room);
        }
        return new RoomChannel(room, tape, settings.receiptPause());
    }

    /** Within the map's own lock, like {@link #newFeed}: so a room that is followed again stays followed. */
    void forget(RoomChannel over) {
        feeds.computeIfPresent(over.room(), (room, feed) -> feed == over ? unfollowed(room) : feed);
    }

    /** Null takes the room out of the map. */
    @SuppressWarnings("NullAway")
    private RoomChannel unfollowed(RoomId room) {
        var listening = ear;
        if (listening != null) {
            listening.unfollow(room);
        }
        return null;
    }

    /** Null if nobody here follows that room. */
    @Nullable
    RoomChannel feed(RoomId room) {
        return feeds.get(room);
    }

    Set<RoomId> rooms() {
        return Set.copyOf(feeds.keySet());
    }

    /** Does something to a feed and then what is left to do. */
    void on(RoomChannel feed, Consumer<DeferredActions> work) {
        ask(feed, after -> {
            work.accept(after);
            return true;
        });
    }

    /** As {@link #on}, with an answer. */
    boolean ask(RoomChannel feed, Predicate<DeferredActions> work) {
        var after = new DeferredActions(this);
        boolean answer = work.test(after);
        after.settle();
        return answer;
    }

    /** Tells a client what it has missed; see {@link Resync#sync}. */
    int sync(Connection connection, Map<RoomId, Long> known, boolean othersToo) {
        return catchUps.sync(connection, known, othersToo);
    }

    /** Reads, a little later, the frames that some wait for. */
    void read(RoomChannel feed, ReplayBuffer.Happening happening, List<PausedSubscriber> holds) {
        arrivals.read(feed, happening, holds);
    }

    /** Reads, a little later, what some have missed since {@code version}. */
    void catchUp(RoomChannel feed, long version, List<PausedSubscriber> holds) {
        catchUps.repair(feed, version, holds);
    }

    void checkLater(RoomChannel feed) {
        pulse.later(settings.patience(), () -> on(feed, feed::check));
    }

    void endTyping(RoomChannel feed) {
        pulse.later(Presence.TYPING, () -> on(feed, feed::endTyping));
    }

    void tellReceipts(RoomChannel feed, Duration wait) {
        if (wait.isZero()) {
            on(feed, feed::deliverReceipts);
        } else {
            pulse.later(wait, () -> on(feed, feed::deliverReceipts));
        }
    }

    /** How much waits to be written to all connections together. */
    long waitingBytes() {
        var sum = new LongAdder();
        connections.forEach(connection -> sum.add(connection.waitingBytes()));
        return sum.sum();
    }

    /** The people who are connected here, and by which log-ins. */
    Set<UserId> users() {
        return connections.users();
    }

    Set<LoginId> logins() {
        return connections.logins();
    }

    /** Makes good what nobody has told of people who are connected. */
    void hear(Sync.Revocations news) {
        news.ended().forEach(endedLogins::add);
        connections.forEach(connection -> {
            if (news.inactive().contains(connection.userId())) {
                connection.close(CloseCode.NO_ACCESS);
            } else if (connection.login() != null && news.ended().contains(connection.login())) {
                connection.close(CloseCode.LOGIN_ENDED);
            }
        });
        news.joined().forEach(this::enterIfOutside);
    }

    private void enterIfOutside(Membership joined) {
        var user = joined.user();
        if (user != null && connections.of(user).stream().anyMatch(one -> one.isReady() && !one.isIn(joined.room()))) {
            arrivals.entered(user, joined.room());
        }
    }

    /**
     * Tells every connection to come back, after waits that spread the crowd, and closes it once the frame that is being
     * worked on is answered; those that are still to come are closed at once.
     */
    void close() {
        closed = true;
        var random = ThreadLocalRandom.current();
        connections.forEach(connection -> connection.send(Frames.goingAway(random.nextLong(SPREAD.toMillis()))));
        long deadline = System.nanoTime() + LAST_FRAMES.toNanos();
        connections.forEach(connection -> {
            while (connection.vitals().isBusy() && System.nanoTime() < deadline) {
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            }
            connection.close(CloseCode.GOING_AWAY);
        });
        pulse.close();
    }
}
