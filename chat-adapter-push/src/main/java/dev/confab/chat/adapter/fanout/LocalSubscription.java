package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.port.RoomEvents;
import dev.confab.chat.domain.port.Subscription;
import dev.confab.chat.domain.room.RoomId;

/** Hears what its own node publishes, which is everything where there is but one; so there is nothing to follow. */
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
