package dev.confab.chat.adapter.ws;

import dev.confab.chat.application.sync.Sync.JoinedRoom;
import dev.confab.chat.application.view.RoomView;
import dev.confab.chat.domain.room.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * A connection is to follow a room.
 *
 * @param version the room's version that it knows, once it has {@code first}
 * @param seenSeq what its user has seen
 * @param mark from before the version was read
 * @param first what it is sent before anything else of the room; null if it was told of the room already
 */
record SubscribeRequest(
        Connection connection,
        RoomId room,
        long version,
        long seenSeq,
        ReplayBuffer.Mark mark,
        @Nullable EncodedFrame first) {

    /** A room that is in {@code ready}. */
    static SubscribeRequest of(Connection connection, JoinedRoom joined, ReplayBuffer.Mark mark) {
        var room = joined.room();
        return new SubscribeRequest(
                connection, room.id(), room.version(), joined.membership().seenSeq(), mark, null);
    }

    /** A room that comes live. */
    static SubscribeRequest of(
            Connection connection, RoomView view, long seenSeq, ReplayBuffer.Mark mark, EncodedFrame first) {
        return new SubscribeRequest(connection, view.room().id(), view.room().version(), seenSeq, mark, first);
    }
}
