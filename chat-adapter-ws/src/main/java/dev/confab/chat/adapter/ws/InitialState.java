package dev.confab.chat.adapter.ws;

import dev.confab.chat.application.Chat;
import dev.confab.chat.application.sync.Sync.JoinedRoom;
import dev.confab.chat.application.view.RoomView;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.Unavailable;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads from the application what events do not say: the rooms that a connection starts with, a room that comes live, a
 * room as each of its members sees it. Each time a mark is set on the {@link ReplayBuffer} first, so that what happens during
 * the reading is neither lost nor told twice.
 *
 * <p>A connection's start runs on the thread of its handshake, everything else by {@link ReadExecutor}. No lock is held.
 */
final class InitialState {

    private static final Logger LOG = LoggerFactory.getLogger(InitialState.class);

    private final Chat chat;
    private final WsAdapter.Settings settings;
    private final ReplayBuffer tape;
    private final Connections connections;
    private final Hub hub;
    private final ReadExecutor readers;

    InitialState(
            Chat chat,
            WsAdapter.Settings settings,
            ReplayBuffer tape,
            Connections connections,
            ReadExecutor readers,
            Hub hub) {
        this.chat = chat;
        this.settings = settings;
        this.tape = tape;
        this.connections = connections;
        this.readers = readers;
        this.hub = hub;
    }

    // --- a connection starts ---------------------------------------------------------------------------------------

    /** Sends {@code ready} and lets the connection follow its rooms; closes it if that cannot be. */
    void begin(Connection connection) {
        try {
            // Before the mark: the user's own coming is no news to this connection.
            chat.presence().connected(connection.userId(), connection.id());
            follow(connection);
        } catch (Unavailable later) {
            connection.close(CloseCode.GOING_AWAY);
        } catch (RuntimeException fault) {
            LOG.error("A connection could not start", RedactedFault.withoutMessage(fault));
            connection.close(CloseCode.FAULT);
        }
    }

    private void follow(Connection connection) {
        try (var mark = tape.mark()) {
            var joined = chat.sync().joined(connection.userId());
            var now = settings.clock().instant();
            connection.send(Frames.ready(connection.id(), connection.user(), now, settings.pingInterval(), joined));
            joined.forEach(room -> hub.admit(SubscribeRequest.of(connection, room, mark)));
            // From here on whoever publishes sees the connection; what was published before is on the tape.
            connection.becomeReady();
            enterMissed(connection, joined, mark);
        }
    }

    /** The rooms that the user has entered since the mark are not among those that were read, or not in that version. */
    private void enterMissed(Connection connection, List<JoinedRoom> joined, ReplayBuffer.Mark mark) {
        var versions = joined.stream()
                .collect(Collectors.toMap(
                        room -> room.room().id(), room -> room.room().version()));
        var place = mark.place();
        if (place == null) {
            connection.close(CloseCode.TOO_SLOW);
            return;
        }
        for (var next = place.next(); next != null; next = next.next()) {
            if (next.telling().event() instanceof RoomEvent.MemberJoined event
                    && event.member().membership().isOf(connection.userId())
                    && event.version() > versions.getOrDefault(event.room(), 0L)) {
                entered(event);
            }
        }
    }

    // --- a room comes live -----------------------------------------------------------------------------------------

    /** Somebody has entered a room: lets all connections they have follow it, those that do already left aside. */
    void entered(RoomEvent.MemberJoined event) {
        var user = event.member().membership().user();
        if (user != null) {
            entered(user, event.room());
        }
    }

    void entered(UserId user, RoomId room) {
        if (connections.of(user).stream().anyMatch(Connection::isReady)) {
            readers.run(() -> enter(user, room));
        }
    }

    /** As {@link #entered}, on this thread. */
    void enter(UserId user, RoomId room) {
        try (var mark = tape.mark()) {
            var view = find(user, room);
            var mine = view.mine();
            if (mine != null && mine.isActive()) {
                var frame = Frames.roomCreated(view, settings.clock().instant());
                eachReady(
                        user,
                        connection -> hub.admit(SubscribeRequest.of(connection, view, mine.seenSeq(), mark, frame)));
            }
        } catch (Refusal outAgain) {
            // They were put out, or the room was deleted: then they need not hear that they were in.
        } catch (RuntimeException fault) {
            ReadExecutor.log(fault);
            eachReady(user, connection -> connection.close(CloseCode.TOO_SLOW));
        }
    }

    /**
     * The room and the membership are read one after the other. A room of before the coming would be followed by the
     * news of it, so that is read again.
     */
    private RoomView find(UserId user, RoomId room) {
        var view = chat.rooms().find(user, room);
        while (view.mine() != null && view.mine().version() > view.room().version()) {
            view = chat.rooms().find(user, room);
        }
        return view;
    }

    private void eachReady(UserId user, Consumer<Connection> work) {
        connections.of(user).stream().filter(Connection::isReady).forEach(work);
    }

    // --- a room has changed ----------------------------------------------------------------------------------------

    /** Brings the frames of a room that has changed for those who wait for them; it is read once for all of them. */
    void read(RoomChannel feed, ReplayBuffer.Happening happening, List<PausedSubscriber> holds) {
        if (happening.telling().event() instanceof RoomEvent.RoomUpdated event) {
            readers.run(() -> {
                var frames =
                        frames(event, holds.stream().map(PausedSubscriber::user).collect(Collectors.toSet()));
                hub.on(feed, after -> feed.resume(happening, holds, frames, after));
            });
        }
    }

    /** Empty if it cannot be read. */
    private Map<UserId, EncodedFrame> frames(RoomEvent.RoomUpdated event, Set<UserId> users) {
        try {
            var views = chat.rooms().viewsOf(event.room(), users);
            var now = settings.clock().instant();
            return users.stream()
                    .collect(Collectors.toMap(
                            Function.identity(), user -> Frames.roomUpdated(view(user, event, views.get(user)), now)));
        } catch (RuntimeException fault) {
            ReadExecutor.log(fault);
            return Map.of();
        }
    }

    /**
     * The room as the event left it; what the event does not say, as it is now.
     *
     * @param view null for who is out again: the frame that says so follows, and this one only keeps the versions dense
     */
    private static RoomView view(UserId user, RoomEvent.RoomUpdated event, @Nullable RoomView view) {
        if (view == null) {
            return new RoomView(user, event.updated(), null, List.of(), 0, null, List.of());
        }
        var mine = view.mine() == null ? null : asOf(event, view.mine());
        return new RoomView(
                user, event.updated(), mine, view.firstMembers(), view.onlineCount(), view.last(), view.categories());
    }

    /** Watermarks may have passed what was the end of the room then. */
    private static Membership asOf(RoomEvent.RoomUpdated event, Membership mine) {
        return mine.withWatermarks(mine.watermarks().limitedTo(event.updated().messageSeq()));
    }
}
