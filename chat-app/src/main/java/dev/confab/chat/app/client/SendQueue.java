package dev.confab.chat.app.client;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The lines that are not known to be stored. They are sent in order, one in flight at a time, so that a lost connection
 * cannot reorder them. A line that was in flight when the connection was lost is sent again with the same client id, so
 * that the server stores it once. For one thread.
 */
final class SendQueue {

    /** The largest number of waiting lines. */
    static final int MAX_LINES = 1_000;

    /** A line for a room, with the client id that makes sending it idempotent. */
    record Pending(String clientId, String room, String body) {

        @Override
        public String toString() {
            return "Pending[" + clientId + "]";
        }
    }

    private final Queue<Pending> lines = new ArrayDeque<>();
    private @Nullable Pending inFlight;

    /** Adds a line; returns false without adding it if {@value #MAX_LINES} are waiting. */
    boolean offer(Pending line) {
        return lines.size() < MAX_LINES && lines.offer(line);
    }

    /** Returns the next line to send and puts it in flight; empty if another is in flight, or none is waiting. */
    Optional<Pending> next() {
        if (!hasNext()) {
            return Optional.empty();
        }
        inFlight = lines.element();
        return Optional.of(inFlight);
    }

    /** Whether {@link #next} would return a line. */
    boolean hasNext() {
        return inFlight == null && !lines.isEmpty();
    }

    /** Takes the line in flight back, which is then the next one. */
    void returnInFlight() {
        inFlight = null;
    }

    /** Removes the line with this id, which is stored or finally refused; empty if there is no such line. */
    Optional<Pending> settle(@Nullable String clientId) {
        if (inFlight != null && inFlight.clientId().equals(clientId)) {
            inFlight = null;
        }
        for (Iterator<Pending> each = lines.iterator(); each.hasNext(); ) {
            var line = each.next();
            if (line.clientId().equals(clientId)) {
                each.remove();
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    boolean isInFlight(String clientId) {
        return inFlight != null && inFlight.clientId().equals(clientId);
    }

    /** Returns the number of lines, including the one in flight. */
    int size() {
        return lines.size();
    }
}
