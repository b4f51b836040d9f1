package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.room.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * A message between nodes: an event encoded by {@link Codec}.
 *
 * @param room the room whose followers receive the message; null for all nodes
 * @param payload JSON in UTF-8, which must not be modified
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record BrokerMessage(@Nullable RoomId room, byte[] payload) {

    private static final int OVERHEAD_BYTES = 100;

    /** Returns the same message for all nodes. */
    BrokerMessage forAllNodes() {
        return new BrokerMessage(null, payload);
    }

    /** Returns the approximate memory that a waiting message takes, in bytes. */
    int weight() {
        return payload.length + OVERHEAD_BYTES;
    }

    /** Returns the size only, because the payload is confidential. */
    @Override
    public String toString() {
        return "BrokerMessage[" + payload.length + " bytes]";
    }
}
