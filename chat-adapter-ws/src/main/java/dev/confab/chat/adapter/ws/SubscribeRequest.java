package dev.confab.chat.adapter.ws;

import dev.confab.chat.application.sync.Sync.JoinedRoom;
import dev.confab.chat.application.view.RoomView;
import dev.confab.chat.domain.room.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * A request to subscribe a connection to a room.
 *
 * @param version the version of the room that the client knows once it has {@code first}
 * @param seenSeq the user's seen watermark
 * @param position a position in the replay buffer, taken before the version was read
 * @param first the frame that precedes all others of the room; null if {@code ready} lists the room
 */
record SubscribeRequest(
        Connection connection,
        RoomId room,
        long version,
        long seenSeq,
        ReplayBuffer.Position position,
        @Nullable EncodedFrame first) {

    /** Requests a room that {@code ready} lists. */
    static SubscribeRequest listed(Connection connection, JoinedRoom joined, ReplayBuffer.Position position) {
        var room = joined.room();
        return new SubscribeRequest(
                connection, room.id(), room.version(), joined.membership().seenSeq(), position, null);
    }

    /** Requests a room that the user joined while connected; {@code first} is its {@code room.created}. */
    static SubscribeRequest created(
            Connection connection, RoomView view, long seenSeq, ReplayBuffer.Position position, EncodedFrame first) {
        return new SubscribeRequest(connection, view.room().id(), view.room().version(), seenSeq, position, first);
    }
}
