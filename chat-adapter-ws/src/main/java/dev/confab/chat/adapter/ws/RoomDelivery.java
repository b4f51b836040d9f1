package dev.confab.chat.adapter.ws;

import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * Delivery of one room's events to its subscribers. Each subscriber gets every version after its own once and in order.
 * A subscriber whose frame must be read from the store is paused there. Guarded by the monitor of the room's
 * {@link RoomChannel}.
 */
final class RoomDelivery {

    private final RoomId room;
    private final RoomSubscribers subscribers;
    private final GapRepair gaps;
    private final ReplayBuffer buffer;

    RoomDelivery(RoomId room, RoomSubscribers subscribers, GapRepair gaps, ReplayBuffer buffer) {
        this.room = room;
        this.subscribers = subscribers;
        this.gaps = gaps;
        this.buffer = buffer;
    }

    /** Delivers a versioned event to all subscribers, now or once its predecessors have been delivered. */
    void deliver(ReplayBuffer.Entry entry, RoomEvent.Versioned event, DeferredActions actions) {
        if (event.version() <= gaps.deliveredVersion()) {
            return;
        }
        if (gaps.isNext(event.version()) || event instanceof RoomEvent.RoomDeleted) {
            deliverToAll(entry, event.version(), actions);
            deliverEarly(actions);
        } else {
            gaps.keepEarly(entry, event.version(), actions);
        }
    }

    /** Delivers the kept events that follow the delivered version without a gap. */
    void deliverEarly(DeferredActions actions) {
        for (var next = gaps.pollNextEarly(); next != null; next = gaps.pollNextEarly()) {
            deliverToAll(next, gaps.deliveredVersion() + 1, actions);
        }
    }

    private void deliverToAll(ReplayBuffer.Entry entry, long version, DeferredActions actions) {
        for (var ofUser : subscribers.lists()) {
            for (var subscriber : ofUser) {
                if (subscriber.isLive()) {
                    deliverTo(subscriber, entry, actions);
                }
            }
        }
        gaps.restartAt(version);
    }

    /** Delivers a versioned event to one subscriber, unless it has reached that version or misses an earlier one. */
    void deliverTo(Subscriber subscriber, ReplayBuffer.Entry entry, DeferredActions actions) {
        if (!(entry.event() instanceof RoomEvent.Versioned event) || event.version() <= subscriber.version()) {
            return;
        }
        if (event instanceof RoomEvent.RoomDeleted) {
            endWith("room.deleted", subscriber, actions);
        } else if (event.version() > subscriber.version() + 1) {
            gaps.expect(event.version(), actions);
        } else {
            deliverNext(subscriber, entry, event.version(), actions);
        }
    }

    private void deliverNext(Subscriber subscriber, ReplayBuffer.Entry entry, long version, DeferredActions actions) {
        var encoded = entry.encoded();
        var frame = encoded.frameFor(subscriber);
        if (frame == null) {
            actions.read(entry, subscriber.pauseAt(buffer.positionAfter(entry)));
            return;
        }
        subscriber.advanceTo(version);
        actions.send(subscriber.connection(), frame);
        if (encoded.isLastFor(subscriber)) {
            subscriber.end();
        }
    }

    /** Sends a frame without a version to all subscribers, paused ones included. */
    void sendToAll(EncodedEvent encoded, DeferredActions actions) {
        for (var ofUser : subscribers.lists()) {
            for (var subscriber : ofUser) {
                sendTo(subscriber, encoded, actions);
            }
        }
    }

    private static void sendTo(Subscriber subscriber, EncodedEvent encoded, DeferredActions actions) {
        var frame = subscriber.hasEnded() ? null : encoded.frameFor(subscriber);
        if (frame != null) {
            actions.send(subscriber.connection(), frame);
        }
    }

    /** Sends the last frame of a subscription, and ends it. */
    void endWith(String type, Subscriber subscriber, DeferredActions actions) {
        actions.send(subscriber.connection(), Frames.roomGone(type, room, subscriber.version() + 1));
        subscriber.end();
    }

    /**
     * Delivers the events of the replay buffer after {@code position}, until the subscriber is paused or has ended.
     *
     * @param position null if the buffer no longer holds it; the connection is then closed as too slow
     * @param includesUnversioned whether frames without a version are sent, too
     */
    void replay(
            Subscriber subscriber,
            ReplayBuffer.@Nullable Link position,
            boolean includesUnversioned,
            DeferredActions actions) {
        if (position == null) {
            drop(subscriber, actions);
            return;
        }
        for (var next = position.next(); next != null && subscriber.isLive(); next = next.next()) {
            if (next.encoded().room().equals(room)) {
                replay(subscriber, next, includesUnversioned, actions);
            }
        }
        if (subscriber.version() < gaps.deliveredVersion()) {
            gaps.expect(gaps.deliveredVersion(), actions);
        }
    }

    private void replay(
            Subscriber subscriber, ReplayBuffer.Entry entry, boolean includesUnversioned, DeferredActions actions) {
        var event = entry.event();
        subscribers.raiseSeen(event);
        if (event instanceof RoomEvent.Versioned) {
            deliverTo(subscriber, entry, actions);
        } else if (event instanceof RoomEvent.VersionAdvanced advanced) {
            gaps.expect(advanced.version(), actions);
        } else if (includesUnversioned && !(event instanceof RoomEvent.Typing)) {
            sendTo(subscriber, entry.encoded(), actions);
        }
    }

    /** Ends the subscription and closes the connection, which has to reconnect and resync. */
    static void drop(Subscriber subscriber, DeferredActions actions) {
        subscriber.end();
        actions.closeAsTooSlow(subscriber.connection());
    }
}
