package dev.confab.chat.adapter.ws;

import dev.confab.chat.application.Chat;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.Unavailable;
import dev.confab.chat.domain.room.RoomId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Responds to a client's {@code sync}: compares the versions that the client knows with the store, and sends what it
 * missed. Each room is paused while it is read, so live frames continue without a gap or a repetition. Runs on the thread
 * of the client's frame.
 */
final class Resync {

    /** Time that a client has to make room in its queue for the next part of a response. */
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(30);

    /** Number of rooms that are read together when they are new to the client. */
    private static final int ROOMS_PER_READ = 100;

    private final Chat chat;
    private final RoomChannels channels;
    private final RoomReader reader;
    private final InitialState initialState;

    Resync(Chat chat, RoomChannels channels, RoomReader reader, InitialState initialState) {
        this.chat = chat;
        this.channels = channels;
        this.reader = reader;
        this.initialState = initialState;
    }

    /**
     * Sends a client what it has missed. Returns once all of it is queued.
     *
     * @param known the versions of the rooms that the client knows
     * @param includesOthers whether to send the user's rooms that are not in {@code known}
     * @return the number of rooms in {@code known} that needed more than a comparison of versions
     * @throws Unavailable if the store is unavailable; the frames sent before are valid
     */
    int sync(Connection connection, Map<RoomId, Long> known, boolean includesOthers) {
        var current = chat.sync().versions(known.keySet());
        var memberships = new JoinedRooms(connection);
        int costly = 0;
        for (var entry : known.entrySet()) {
            var room = entry.getKey();
            var version = entry.getValue();
            connection.awaitQueueSpace(SEND_TIMEOUT);
            if (!version.equals(current.get(room)) || !confirm(connection, room, version)) {
                costly++;
                sendChanges(connection, room, version, memberships);
            }
        }
        if (includesOthers && !known.isEmpty()) {
            var others = new ArrayList<>(memberships.rooms());
            others.removeAll(known.keySet());
            sendNewRooms(connection, others);
        }
        return costly;
    }

    /** The rooms of a user, read at most once and only when needed. */
    private final class JoinedRooms {

        private final Connection connection;
        private @Nullable Set<RoomId> rooms;

        JoinedRooms(Connection connection) {
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

        /** Whether the user is in {@code room}. The second look at the connection covers a join during the read. */
        boolean includes(RoomId room) {
            return connection.hasRoom(room) || rooms().contains(room) || connection.hasRoom(room);
        }
    }

    private boolean confirm(Connection connection, RoomId room, long version) {
        var channel = channels.find(room);
        return channel != null
                && channels.tryUpdate(
                        channel,
                        actions -> channel.confirm(connection, version, Frames.synced(room, version), actions));
    }

    /** Sends the changes of one room. Rooms that the user is not in are not read, since a client may name many. */
    private void sendChanges(Connection connection, RoomId room, long version, JoinedRooms memberships) {
        if (!memberships.includes(room)) {
            connection.send(Frames.roomLeft(room));
            return;
        }
        var channel = channels.find(room);
        var pause = channel == null ? null : channel.pause(connection);
        if (channel == null || pause == null) {
            sendMissingRoom(connection, room);
        } else {
            sendChanges(connection, version, new PausedRoom(channel, pause));
        }
    }

    private void sendChanges(Connection connection, long version, PausedRoom paused) {
        try {
            var changes = reader.changesSince(paused.channel.room(), version, Set.of(connection.userId()));
            sendAllButLast(connection, changes);
            paused.resume(changes.lastFor(connection.userId()));
        } catch (Refusal.NotFound deleted) {
            channels.update(paused.channel, paused.channel::endAsDeleted);
        } catch (RuntimeException failure) {
            paused.resumeWithoutChanges();
            throw failure;
        }
    }

    private static void sendAllButLast(Connection connection, SyncFrames changes) {
        var frames = changes.frames(connection.userId());
        for (var frame : frames.subList(0, Math.max(0, frames.size() - 1))) {
            connection.awaitQueueSpace(SEND_TIMEOUT);
            connection.send(frame);
        }
    }

    /** Sends {@code room.created} for rooms that are new to the client, unless they were sent meanwhile. */
    private void sendNewRooms(Connection connection, List<RoomId> rooms) {
        for (int start = 0; start < rooms.size() && connection.isOpen(); start += ROOMS_PER_READ) {
            connection.awaitQueueSpace(SEND_TIMEOUT);
            sendNewRoomsTogether(connection, rooms.subList(start, Math.min(rooms.size(), start + ROOMS_PER_READ)));
        }
    }

    private void sendNewRoomsTogether(Connection connection, List<RoomId> rooms) {
        var paused = new LinkedHashMap<RoomId, PausedRoom>();
        for (var room : rooms) {
            var channel = channels.find(room);
            var pause = channel == null ? null : channel.pauseUnlessAnnounced(connection);
            if (channel == null || pause == null) {
                sendMissingRoom(connection, room);
            } else {
                paused.put(room, new PausedRoom(channel, pause));
            }
        }
        try {
            for (var view : chat.sync().views(connection.userId(), paused.keySet())) {
                connection.awaitQueueSpace(SEND_TIMEOUT);
                var created = reader.created(view);
                Objects.requireNonNull(paused.remove(view.room().id())).resume(created);
            }
        } finally {
            paused.values().forEach(PausedRoom::resumeWithoutChanges);
        }
    }

    /** A room that is paused for the connection. */
    private final class PausedRoom {

        private final RoomChannel channel;
        private final Subscriber.Pause pause;

        PausedRoom(RoomChannel channel, Subscriber.Pause pause) {
            this.channel = channel;
            this.pause = pause;
        }

        void resume(SyncFrames changes) {
            channels.update(channel, actions -> channel.resumeWithChanges(List.of(pause), changes, actions));
        }

        void resumeWithoutChanges() {
            channels.update(channel, actions -> channel.resumeWithoutChanges(List.of(pause), actions));
        }
    }

    /** Handles a room without a subscription to pause: the user is not a member, or joined only now. */
    private void sendMissingRoom(Connection connection, RoomId room) {
        try {
            var delta = chat.sync().since(room, -1, Set.of(connection.userId()));
            if (delta.views().isEmpty()) {
                connection.send(Frames.roomLeft(room));
            } else {
                initialState.subscribe(connection.userId(), room);
            }
        } catch (Refusal.NotFound unknown) {
            connection.send(Frames.roomLeft(room));
        }
    }
}
