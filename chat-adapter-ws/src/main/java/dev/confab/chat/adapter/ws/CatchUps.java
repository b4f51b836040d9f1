package dev.confab.chat.adapter.ws;

import dev.confab.chat.application.Chat;
import dev.confab.chat.application.sync.Joined;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.Unavailable;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings followers up to date from the store: those whom an event has not reached, unasked, and a client that says what
 * it knows. Whoever is being read for waits meanwhile, with a mark on the {@link Tape} from before the reading; so the
 * answer and the live frames have neither a hole nor a repetition between them.
 */
final class CatchUps {

    /** How long a client may take to make room for the next part of an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Chat chat;
    private final WsAdapter.Settings settings;
    private final Hub hub;
    private final Readers readers;
    private final Consumer<UserAndRoom> entrance;

    /** A room that a user is to be let into. */
    record UserAndRoom(UserId user, RoomId room) {}

    /** @param entrance lets all connections of a user follow a room */
    CatchUps(Chat chat, WsAdapter.Settings settings, Hub hub, Readers readers, Consumer<UserAndRoom> entrance) {
        this.chat = chat;
        this.settings = settings;
        this.hub = hub;
        this.readers = readers;
        this.entrance = entrance;
    }

    /** Those who wait have missed something since {@code from}. */
    void repair(Feed feed, long from, List<Hold> holds) {
        readers.run(() -> {
            try {
                var read =
                        read(feed.room(), from, holds.stream().map(Hold::user).collect(Collectors.toSet()));
                hub.on(feed, after -> feed.caughtUp(holds, read, after));
            } catch (Refusal.NotFound deleted) {
                hub.on(feed, feed::gone);
            } catch (RuntimeException fault) {
                Readers.log(fault);
                hub.on(feed, after -> feed.giveUp(holds, after));
            }
        });
    }

    private CaughtUp read(RoomId room, long from, Set<UserId> users) {
        var delta = chat.sync().since(room, from, users);
        return CaughtUp.of(delta, chat.presence()::isOnline, settings.clock().instant());
    }

    // --- a client asks ---------------------------------------------------------------------------------------------

    /**
     * Tells a client what it has missed, and returns when all of it is on its way.
     *
     * @param known the versions of the rooms that the client knows
     * @param othersToo whether to tell of the user's rooms that are not among them
     * @throws Unavailable if the store is; what was told until then is right
     */
    void sync(Connection connection, Map<RoomId, Long> known, boolean othersToo) {
        var now = chat.sync().versions(known.keySet());
        known.forEach((room, version) -> {
            if (!version.equals(now.get(room)) || !confirm(connection, room, version)) {
                sync(connection, room, version);
            }
        });
        if (othersToo && !known.isEmpty()) {
            chat.sync().joined(connection.userId()).stream()
                    .map(Joined::room)
                    .filter(room -> !known.containsKey(room.id()))
                    .forEach(room -> create(connection, room.id()));
        }
    }

    private boolean confirm(Connection connection, RoomId room, long version) {
        var feed = hub.feed(room);
        return feed != null
                && hub.ask(feed, after -> feed.confirm(connection, version, Frames.synced(room, version), after));
    }

    private void sync(Connection connection, RoomId room, long from) {
        answer(connection, room, Feed::hold, () -> read(room, from, Set.of(connection.userId())));
    }

    /** A room that the client does not know of comes to it as a new one, unless it has come while the client asked. */
    private void create(Connection connection, RoomId room) {
        answer(connection, room, Feed::holdUntold, () -> {
            var delta = chat.sync().since(room, -1, Set.of(connection.userId()));
            var view = delta.views().get(connection.userId());
            var now = settings.clock().instant();
            return view == null ? CaughtUp.of(delta, user -> false, now) : CaughtUp.created(delta, view, now);
        });
    }

    private interface Reading {
        CaughtUp read();
    }

    private interface Holding {
        @Nullable
        Hold hold(Feed feed, Connection connection);
    }

    private void answer(Connection connection, RoomId room, Holding holding, Reading reading) {
        var feed = hub.feed(room);
        var hold = feed == null ? null : holding.hold(feed, connection);
        if (feed == null || hold == null) {
            answerStranger(connection, room);
            return;
        }
        try {
            var read = reading.read();
            sendAllButLast(connection, read);
            hub.on(feed, after -> feed.caughtUp(List.of(hold), read.lastFor(connection.userId()), after));
        } catch (Refusal.NotFound deleted) {
            hub.on(feed, feed::gone);
        } catch (RuntimeException failure) {
            hub.on(feed, after -> feed.giveUp(List.of(hold), after));
            throw failure;
        }
    }

    private static void sendAllButLast(Connection connection, CaughtUp read) {
        var frames = read.frames(connection.userId());
        for (var frame : frames.subList(0, Math.max(0, frames.size() - 1))) {
            connection.sendPatiently(frame, PATIENCE);
        }
    }

    /** A room that is not followed, or was told of: the user is not in it, or only just. */
    private void answerStranger(Connection connection, RoomId room) {
        try {
            var delta = chat.sync().since(room, -1, Set.of(connection.userId()));
            if (delta.views().isEmpty()) {
                connection.send(Frames.roomLeft(room));
            } else {
                entrance.accept(new UserAndRoom(connection.userId(), room));
            }
        } catch (Refusal.NotFound unknown) {
            connection.send(Frames.roomLeft(room));
        }
    }
}
