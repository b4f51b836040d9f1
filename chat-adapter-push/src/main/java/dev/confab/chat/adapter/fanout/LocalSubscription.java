package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.port.RoomEvents;
import dev.confab.chat.domain.port.Subscription;
import dev.confab.chat.domain.room.RoomId;

/** The subscription of a single node, which receives the events of all rooms and so has none to follow. */
record LocalSubscription(Subscription subscription) implements RoomEvents.RoomSubscription {

    @Override
    public void follow(RoomId room) {}

    @Override
    public void unfollow(RoomId room) {}

    @Override
    public void close() {
        subscription.close();
    }
}
