package dev.confab.chat.adapter.ws;

import dev.confab.chat.application.Chat;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.LoginId;
import dev.confab.chat.domain.user.UserEvent;
import dev.confab.chat.domain.user.UserId;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Where the events of the node meet its connections. Hears every event once, however many connections there are, and
 * hands it to the {@link Feed} of its room, if anybody here follows that. Callable from every thread.
 */
final class Hub {

    private final Chat chat;
    private final WsAdapter.Settings settings;
    private final Pulse pulse;
    private final Tape tape = new Tape();
    private final ConcurrentMap<RoomId, Feed> feeds = new ConcurrentHashMap<>();
    private final Lately<LoginId> endedLogins = new Lately<>();
    private final Lately<UserId> deactivated = new Lately<>();
    private final Connections connections;
    private final Arrivals arrivals;
    private volatile boolean closed;

    Hub(Chat chat, WsAdapter.Settings settings) {
        this.chat = chat;
        this.settings = settings;
        this.connections = new Connections(settings.maxConnectionsPerUser());
        this.pulse = new Pulse(settings, connections);
        this.arrivals = new Arrivals(chat, settings, tape, connections, this);
    }

    /** Hears what happened in a room; the calls for one room come one after the other. */
    void hear(RoomEvent event) {
        if (event instanceof RoomEvent.MuteChanged || event instanceof RoomEvent.VersionReached) {
            return;
        }
        var happening = tape.append(new Telling(event, isOnline(event)));
        var feed = feeds.get(event.room());
        if (feed != null) {
            var after = new Aftermath(this);
            feed.deliver(happening, after);
            after.settle();
        }
        if (event instanceof RoomEvent.MemberJoined joined) {
            arrivals.entered(joined);
        }
    }

    private boolean isOnline(RoomEvent event) {
        var user = event instanceof RoomEvent.OfMember of
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
                var after = new Aftermath(this);
                feed.dismiss(connection, after);
                after.settle();
            }
        }
        chat.presence().disconnected(connection.userId(), connection.id());
    }

    /** Lets a connection follow a room, unless it does already. */
    void admit(Admission admission) {
        var after = new Aftermath(this);
        var feed = feeds.computeIfAbsent(admission.room(), this::newFeed);
        while (!feed.admit(admission, after)) {
            forget(feed);
            feed = feeds.computeIfAbsent(admission.room(), this::newFeed);
        }
        after.settle();
    }

    private Feed newFeed(RoomId room) {
        return new Feed(room, tape, settings.receiptPause());
    }

    void forget(Feed feed) {
        feeds.remove(feed.room(), feed);
    }

    /** Reads, a little later, the frames of {@code users}, who wait for them. */
    void read(Feed feed, Tape.Happening happening, Set<UserId> users) {
        arrivals.read(feed, happening, users);
    }

    void tellReceipts(Feed feed, Duration wait) {
        if (wait.isZero()) {
            tellReceipts(feed);
        } else {
            pulse.later(wait, () -> tellReceipts(feed));
        }
    }

    private void tellReceipts(Feed feed) {
        var after = new Aftermath(this);
        feed.deliverReceipts(after);
        after.settle();
    }

    /** Closes every connection, also those that are still to come. */
    void close() {
        closed = true;
        connections.forEach(connection -> connection.close(CloseCode.GOING_AWAY));
        pulse.close();
    }
}
