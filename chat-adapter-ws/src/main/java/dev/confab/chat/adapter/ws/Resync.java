package dev.confab.chat.adapter.ws;

import dev.confab.chat.application.Chat;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.Unavailable;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings followers up to date from the store: those whom an event has not reached, unasked, and a client that says what
 * it knows. Whoever is being read for waits meanwhile, with a mark on the {@link ReplayBuffer} from before the reading; so the
 * answer and the live frames have neither a hole nor a repetition between them.
 */
final class Resync {

    /** How long a client may take to make room for the next part of an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** How many rooms are read together when they come as new ones. */
    private static final int AT_ONCE = 100;

    private final Chat chat;
    private final WsAdapter.Settings settings;
    private final Hub hub;
    private final ReadExecutor readers;
    private final Consumer<UserAndRoom> entrance;

    /** A room that a user is to be let into. */
    record UserAndRoom(UserId user, RoomId room) {}

    /** @param entrance lets all connections of a user follow a room */
    Resync(Chat chat, WsAdapter.Settings settings, Hub hub, ReadExecutor readers, Consumer<UserAndRoom> entrance) {
        this.chat = chat;
        this.settings = settings;
        this.hub = hub;
        this.readers = readers;
        this.entrance = entrance;
    }

    /** Those who wait have missed something since {@code from}. */
    void repair(RoomChannel feed, long from, List<PausedSubscriber> holds) {
        readers.run(() -> {
            try {
                var read = read(
                        feed.room(),
                        from,
                        holds.stream().map(PausedSubscriber::user).collect(Collectors.toSet()));
                hub.on(feed, after -> feed.caughtUp(holds, read, after));
            } catch (Refusal.NotFound deleted) {
                hub.on(feed, feed::gone);
            } catch (RuntimeException fault) {
                ReadExecutor.log(fault);
                hub.on(feed, after -> feed.giveUp(holds, after));
            }
        });
    }

    private SyncFrames read(RoomId room, long from, Set<UserId> users) {
        var delta = chat.sync().since(room, from, users);
        return SyncFrames.of(delta, chat.presence()::isOnline, settings.clock().instant());
    }

    // --- a client asks ---------------------------------------------------------------------------------------------

    /**
     * Tells a client what it has missed, and returns when all of it is on its way.
     *
     * @param known the versions of the rooms that the client knows
     * @param othersToo whether to tell of the user's rooms that are not among them
     * @return how many of {@code known} took more than a look at their version
     * @throws Unavailable if the store is; what was told until then is right
     */
    int sync(Connection connection, Map<RoomId, Long> known, boolean othersToo) {
        var now = chat.sync().versions(known.keySet());
        var mine = new Memberships(connection);
        int costly = 0;
        for (var asked : known.entrySet()) {
            var room = asked.getKey();
            connection.awaitRoom(PATIENCE);
            if (!asked.getValue().equals(now.get(room)) || !confirm(connection, room, asked.getValue())) {
                costly++;
                sync(connection, room, asked.getValue(), mine);
            }
        }
        if (othersToo && !known.isEmpty()) {
            var others = new ArrayList<>(mine.rooms());
            others.removeAll(known.keySet());
            create(connection, others);
        }
        return costly;
    }

    /** The rooms of a user, in one reading that happens only if it is needed. */
    private final class Memberships {

        private final Connection connection;
        private @Nullable Set<RoomId> rooms;

        Memberships(Connection connection) {
            this.connection = connection;
        }

        Set<RoomId> rooms() {
            var known = rooms;
            if (known == null) {
                known = chat.sync().joined(connection.userId()).stream()
                        .map(joined -> joined.room().id())
                        .collect(Collectors.toCollection(LinkedHashSet::new));
                rooms = known;
            }
            return known;
        }

        /** Whether the user is in {@code room}, or has entered it since. */
        boolean include(RoomId room) {
            return connection.isIn(room) || rooms().contains(room) || connection.isIn(room);
        }
    }

    private boolean confirm(Connection connection, RoomId room, long version) {
        var feed = hub.feed(room);
        return feed != null
                && hub.ask(feed, after -> feed.confirm(connection, version, Frames.synced(room, version), after));
    }

    /** Nothing is read for a room that the user is not in; a client may ask for many of them. */
    private void sync(Connection connection, RoomId room, long from, Memberships mine) {
        if (mine.include(room)) {
            answer(connection, room, () -> read(room, from, Set.of(connection.userId())));
        } else {
            connection.send(Frames.roomLeft(room));
        }
    }

    /** Rooms that the client does not know of come as new ones, unless they have come while the client asked. */
    private void create(Connection connection, List<RoomId> rooms) {
        for (int start = 0; start < rooms.size() && connection.isOpen(); start += AT_ONCE) {
            connection.awaitRoom(PATIENCE);
            createSome(connection, rooms.subList(start, Math.min(rooms.size(), start + AT_ONCE)));
        }
    }

    private void createSome(Connection connection, List<RoomId> rooms) {
        var holds = new LinkedHashMap<RoomId, Held>();
        for (var room : rooms) {
            var feed = hub.feed(room);
            var hold = feed == null ? null : feed.holdUntold(connection);
            if (feed == null || hold == null) {
                answerStranger(connection, room);
            } else {
                holds.put(room, new Held(feed, hold));
            }
        }
        try {
            var views = chat.sync().views(connection.userId(), holds.keySet());
            for (var view : views) {
                connection.awaitRoom(PATIENCE);
                var created = SyncFrames.created(view, settings.clock().instant());
                Objects.requireNonNull(holds.remove(view.room().id())).caughtUp(created);
            }
        } finally {
            holds.values().forEach(Held::giveUp);
        }
    }

    /** A connection that waits for news of one room. */
    private final class Held {

        private final RoomChannel feed;
        private final PausedSubscriber hold;

        Held(RoomChannel feed, PausedSubscriber hold) {
            this.feed = feed;
            this.hold = hold;
        }

        void caughtUp(SyncFrames read) {
            hub.on(feed, after -> feed.caughtUp(List.of(hold), read, after));
        }

        void giveUp() {
            hub.on(feed, after -> feed.giveUp(List.of(hold), after));
        }
    }

    private interface Reading {
        SyncFrames read();
    }

    private void answer(Connection connection, RoomId room, Reading reading) {
        var feed = hub.feed(room);
        var hold = feed == null ? null : feed.hold(connection);
        if (feed == null || hold == null) {
            answerStranger(connection, room);
            return;
        }
        var held = new Held(feed, hold);
        try {
            var read = reading.read();
            sendAllButLast(connection, read);
            held.caughtUp(read.lastFor(connection.userId()));
        } catch (Refusal.NotFound deleted) {
            hub.on(feed, feed::gone);
        } catch (RuntimeException failure) {
            held.giveUp();
            throw failure;
        }
    }

    private static void sendAllButLast(Connection connection, SyncFrames read) {
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
