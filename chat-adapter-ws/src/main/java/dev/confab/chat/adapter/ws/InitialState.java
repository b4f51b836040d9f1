package dev.confab.chat.adapter.ws;

import dev.confab.chat.adapter.wire.Redacted;
import dev.confab.chat.application.Chat;
import dev.confab.chat.application.sync.Sync.JoinedRoom;
import dev.confab.chat.application.view.RoomView;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.Unavailable;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the state that later frames build on: {@code ready} with the user's rooms, and {@code room.created} for a room
 * that the user joins while connected. A position in the {@link ReplayBuffer} is taken before each read, so that events
 * during the read are neither lost nor sent twice.
 *
 * <p>The first state is read on the thread of the handshake, later rooms by {@link ReadExecutor}. No lock is held.
 */
final class InitialState {

    private static final Logger LOG = LoggerFactory.getLogger(InitialState.class);

    private final Chat chat;
    private final WsAdapter.Settings settings;
    private final Connections connections;
    private final ReadExecutor readers;
    private final RoomChannels channels;

    InitialState(
            Chat chat,
            WsAdapter.Settings settings,
            Connections connections,
            ReadExecutor readers,
            RoomChannels channels) {
        this.chat = chat;
        this.settings = settings;
        this.connections = connections;
        this.readers = readers;
        this.channels = channels;
    }

    // --- a new connection ------------------------------------------------------------------------------------------

    /** Sends {@code ready} and subscribes the connection to its rooms. Closes it if that fails. */
    void send(Connection connection) {
        try {
            // Comes before the position: the connection is not sent its own user's presence.
            chat.presence().connected(connection.userId(), connection.id());
            sendReady(connection);
        } catch (Unavailable unavailable) {
            connection.close(CloseCode.GOING_AWAY);
        } catch (RuntimeException fault) {
            LOG.error("Initial state of a connection failed; closing it", Redacted.of(fault));
            connection.close(CloseCode.FAULT);
        }
    }

    private void sendReady(Connection connection) {
        try (var position = channels.position()) {
            var joined = chat.sync().joined(connection.userId());
            var now = settings.clock().instant();
            connection.send(Frames.ready(
                    connection.id(),
                    connection.user(),
                    now,
                    settings.intervals().ping(),
                    joined));
            joined.forEach(room -> channels.subscribe(SubscribeRequest.listed(connection, room, position)));
            // From here on, publishers see the connection. Earlier joins are in the replay buffer.
            connection.becomeReady();
            subscribeMissed(connection, joined, position);
        }
    }

    /** Subscribes to rooms that the user joined after {@code position}; {@code joined} lacks them or is older. */
    private void subscribeMissed(Connection connection, List<JoinedRoom> joined, ReplayBuffer.Position position) {
        var versions = joined.stream()
                .collect(Collectors.toMap(
                        room -> room.room().id(), room -> room.room().version()));
        var start = position.link();
        if (start == null) {
            connection.close(CloseCode.TOO_SLOW);
            return;
        }
        for (var next = start.next(); next != null; next = next.next()) {
            if (next.event() instanceof RoomEvent.MemberJoined event
                    && event.member().membership().isOf(connection.userId())
                    && event.version() > versions.getOrDefault(event.room(), 0L)) {
                subscribeMember(event);
            }
        }
    }

    // --- a room that the user joins --------------------------------------------------------------------------------

    /** Subscribes all connections of a new member, except those that are subscribed already. */
    void subscribeMember(RoomEvent.MemberJoined event) {
        var user = event.member().membership().user();
        if (user != null) {
            subscribeLater(user, event.room());
        }
    }

    /** Subscribes all connections of a user to a room, in the background. */
    void subscribeLater(UserId user, RoomId room) {
        if (connections.of(user).stream().anyMatch(Connection::isReady)) {
            readers.run(() -> subscribe(user, room));
        }
    }

    /** Subscribes all connections of a user to a room, on this thread. */
    void subscribe(UserId user, RoomId room) {
        try (var position = channels.position()) {
            var view = find(user, room);
            var mine = view.mine();
            if (mine != null && mine.isActive()) {
                var frame = Frames.roomCreated(view, settings.clock().instant());
                forEachReady(
                        user,
                        connection -> channels.subscribe(
                                SubscribeRequest.created(connection, view, mine.seenSeq(), position, frame)));
            }
        } catch (Refusal leftOrDeleted) {
            // The client does not know the room, so there is nothing to send.
        } catch (RuntimeException failure) {
            ReadExecutor.log(failure);
            forEachReady(user, connection -> connection.close(CloseCode.TOO_SLOW));
        }
    }

    /**
     * Reads a room. The application reads the room before the membership; if the room is from before the user joined, it
     * is read again, because otherwise the join itself would follow as an event.
     */
    private RoomView find(UserId user, RoomId room) {
        var view = chat.rooms().find(user, room);
        while (view.mine() != null && view.mine().version() > view.room().version()) {
            view = chat.rooms().find(user, room);
        }
        return view;
    }

    private void forEachReady(UserId user, Consumer<Connection> work) {
        connections.of(user).stream().filter(Connection::isReady).forEach(work);
    }
}
