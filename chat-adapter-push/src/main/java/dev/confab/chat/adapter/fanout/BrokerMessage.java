package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.room.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * What nodes send each other: an event in the form of {@link Codec}.
 *
 * @param room whose followers it is for; null for every node
 * @param payload UTF-8; nobody changes it
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
record BrokerMessage(@Nullable RoomId room, byte[] payload) {

    /** The same for every node. */
    BrokerMessage forAll() {
        return new BrokerMessage(null, payload);
    }

    /** About what it takes of the memory while it waits. */
    int weight() {
        return payload.length + 100;
    }

    /** Without what people wrote. */
    @Override
    public String toString() {
        return "Parcel[" + payload.length + "]";
    }
}
