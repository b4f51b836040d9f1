package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.user.UserId;
import java.util.List;

/**
 * What nodes tell each other about who is connected to them. A node numbers its changes 1, 2, 3…, so that who has missed
 * one finds out, and asks for all of it.
 */
sealed interface PresenceMessage {

    /** No more than this many of them go into one note, so that it fits wherever an event does. */
    int MOST_CHANGES = 75;

    int MOST_USERS = 150;

    /**
     * The sender lives.
     *
     * @param number of its last change; 0 for none yet
     * @param asks whether the others should say at once that they live, too
     */
    record Beat(long number, boolean asks) implements PresenceMessage {}

    /** Users came to the sender or left it; of each the last change only. */
    record Changes(long number, List<Change> changes) implements PresenceMessage {}

    /**
     * A user's first connection to a node came, or the last one went.
     *
     * @param isTold whether for the node this brought the user online or took them offline, so that it told of that
     */
    record Change(UserId user, boolean isOnline, boolean isTold) {}

    /** {@code node} should tell all its users. */
    record Ask(String node) implements PresenceMessage {}

    /**
     * All users of the sender, in parts that come one after the other.
     *
     * @param number of the change after which it was so
     * @param part from 0 on
     */
    record Part(long number, int part, int parts, List<UserId> users) implements PresenceMessage {}

    /** The sender is about to end, and with it the connections it has left. */
    record Bye() implements PresenceMessage {}
}
