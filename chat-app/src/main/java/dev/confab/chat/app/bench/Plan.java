package dev.confab.chat.app.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run shall be like.
 *
 * @param rooms how many there are
 * @param members how many people are in each
 * @param perPerson how many connections each person has; a server allows twenty
 * @param messages how many are sent (in {@link Scenario#HISTORY} pages read, in {@link Scenario#MIXED} things done) and
 *     counted
 * @param warmUp how many of them come before, and are not counted; in {@link Scenario#IDLE} connections
 * @param inFlight how many may wait for an answer
 * @param rate of messages a second; 0 for as many as the server answers
 * @param senders how many in a room speak
 * @param bodyLength characters of a message
 * @param fill how many messages the quiet room gets
 * @param quietRoom a public room that is there already; null for a new one
 * @param storms how often all connections are cut
 * @param seed of everything that is drawn by lot
 * @param people the file in which they are kept from run to run; null for new ones
 * @param awake whether the tool looks for what has come without ever sleeping
 * @param pids processes on this machine whose use of it is told
 */
record Plan(
        URI url,
        Scenario scenario,
        int rooms,
        int members,
        int perPerson,
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
        return rooms * members * perPerson;
    }
}
