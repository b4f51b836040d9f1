package dev.confab.chat.app.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of a run.
 *
 * @param rooms the number of rooms
 * @param members the number of users in each room
 * @param connectionsPerUser the number of connections of each user; a server allows twenty
 * @param messages the number of measured messages; of pages in {@link Scenario#HISTORY}, of actions in {@link
 *     Scenario#MIXED}
 * @param warmUp the number of actions before the measurement; of connections in {@link Scenario#IDLE}
 * @param inFlight the largest number of unanswered requests
 * @param rate messages per second; 0 for as many as the server answers
 * @param senders the number of members of a room who post
 * @param bodyLength the characters of a message
 * @param fill the number of messages that the quiet room gets
 * @param quietRoom an existing public room; null for a new one
 * @param storms how often all connections are cut
 * @param seed the seed of all random choices
 * @param people the file that keeps users between runs; null for new users
 * @param awake whether the tool polls without ever sleeping
 * @param pids processes on this machine whose usage is reported
 */
record Plan(
        URI url,
        Scenario scenario,
        int rooms,
        int members,
        int connectionsPerUser,
        int messages,
        int warmUp,
        int inFlight,
        double rate,
        int senders,
        int bodyLength,
        int fill,
        @Nullable String quietRoom,
        int storms,
        long seed,
        @Nullable Path people,
        boolean awake,
        List<Long> pids) {

    Plan {
        pids = List.copyOf(pids);
    }

    int clients() {
        return rooms * members * connectionsPerUser;
    }
}
