package dev.confab.chat.domain.port;

import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import java.util.List;
import java.util.Set;

/**
 * Tells every node what happened in rooms. It only tells: the store holds every fact, so an event that gets lost loses
 * nothing but time.
 *
 * <p>What a node publishes, its own listeners hear in the order of publishing and without loss. What comes from other
 * nodes may be lost, may come late and may come twice, and those of different nodes may overtake each other; {@link
 * RoomEvent.Versioned#version} tells.
 */
public interface RoomEvents {

    /**
     * Tells of events that are stored already. Does not throw and does not wait for who listens, nor for the network.
     * Whoever publishes the versioned events of one room does so one call after the other and in the order of their
     * versions.
     */
    void publish(List<? extends RoomEvent> events);

    /**
     * Calls {@code listener} from now on until the answer is closed: with each event that this node publishes, and with
     * those of other nodes about the rooms that are followed. {@link RoomEvent.MemberJoined} comes from every node, the
     * room followed or not: who has joined may be connected where nobody has followed it so far. Calls for one room come
     * one after the other; calls for different rooms may come at the same time. A listener must return soon, for it may
     * hold up the publisher.
     */
    RoomSubscription subscribe(Listener listener);

    /** Who hears of events. What it throws hurts nobody else. */
    @FunctionalInterface
    interface Listener {

        void onEvent(RoomEvent event);

        /**
         * Up to now, events of other nodes about {@code rooms} may have got lost; the store knows. Called also once a
         * room that {@link RoomSubscription#follow} asked for is heard of, where that takes time.
         */
        default void onPossibleLoss(Set<RoomId> rooms) {}
    }

    /** A listener's hold on what it listens to. None of the calls blocks or throws. */
    interface RoomSubscription extends Subscription {

        /** Wants to hear of {@code room} from every node; asking again does nothing. */
        void follow(RoomId room);

        /** Need not hear of {@code room} from other nodes any more. */
        void unfollow(RoomId room);
    }
}
