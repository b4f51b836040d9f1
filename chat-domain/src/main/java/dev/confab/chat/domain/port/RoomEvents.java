package dev.confab.chat.domain.port;

import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import java.util.List;
import java.util.Set;

/**
 * The distribution of room events to all nodes. Events are hints: the store holds every fact, so a lost event causes a
 * delay and no other loss.
 *
 * <p>The listeners of a node receive the events that the node itself publishes without loss and in the order of
 * publishing. Events of other nodes may be lost, late or duplicated, and events of different nodes may overtake each
 * other. {@link RoomEvent.Versioned#version} reveals all of this.
 */
public interface RoomEvents {

    /**
     * Publishes events that are stored already. Does not throw, and waits neither for listeners nor for the network. The
     * caller publishes the versioned events of one room in the order of their versions, one call after the other.
     */
    void publish(List<? extends RoomEvent> events);

    /**
     * Calls {@code listener} with events until the subscription is closed: with each event that this node publishes, and
     * with the events of other nodes about {@linkplain RoomSubscription#follow followed} rooms.
     * {@link RoomEvent.MemberJoined} also comes from other nodes for rooms that are not followed, because the new member
     * may be connected to this node.
     *
     * <p>Calls about one room come one after the other; calls about different rooms may be concurrent. A listener must
     * return quickly because it may delay the publisher.
     */
    RoomSubscription subscribe(Listener listener);

    /** A listener for room events. Its exceptions do not affect other listeners. */
    @FunctionalInterface
    interface Listener {

        void onEvent(RoomEvent event);

        /**
         * Called when events of other nodes about {@code rooms} may have been lost, so that the listener reads the store.
         * Also called when {@link RoomSubscription#follow} takes effect, if that takes time.
         */
        default void onPossibleLoss(Set<RoomId> rooms) {}
    }

    /** The registration of a listener for room events. Its methods neither block nor throw. */
    interface RoomSubscription extends Subscription {

        /** Starts delivery of events about {@code room} from all nodes. Idempotent. */
        void follow(RoomId room);

        /** Ends delivery of events about {@code room} from other nodes. */
        void unfollow(RoomId room);
    }
}
