package dev.confab.chat.app.client;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What was typed and is not known to be stored. Lines leave in the order in which they came, one in flight at a time: the
 * next goes out when the one before is settled, so that no loss of a connection can turn their order around. A line that
 * was in flight when the connection went is sent again under the same client id, which the server takes as one message.
 * For one thread.
 */
final class SendQueue {

    /** The most lines that wait. */
    static final int MAX_LINES = 1_000;

    /** A line on its way to {@code room}; {@code clientId} names it for ever. */
    record Line(String clientId, String room, String body) {

        @Override
        public String toString() {
            return "Line[" + clientId + "]";
        }
    }

    private final Queue<Line> lines = new ArrayDeque<>();
    private @Nullable Line inFlight;

    /** Takes {@code line} as the last one; false, and does not, when {@value #MAX_LINES} are waiting. */
    boolean offer(Line line) {
        return lines.size() < MAX_LINES && lines.offer(line);
    }

    /** The line to send now, which from here on is in flight; empty while another is, or when there is none. */
    Optional<Line> next() {
        if (!hasNext()) {
            return Optional.empty();
        }
        inFlight = lines.element();
        return Optional.of(inFlight);
    }

    /** Would {@link #next} answer a line? */
    boolean hasNext() {
        return inFlight == null && !lines.isEmpty();
    }

    /** Nothing is in flight any more; what was goes out first next time. */
    void lost() {
        inFlight = null;
    }

    /** The line of that id is stored, or refused for good: it will not be sent again. Empty if there is no such line. */
    Optional<Line> settle(@Nullable String clientId) {
        if (inFlight != null && inFlight.clientId().equals(clientId)) {
            inFlight = null;
        }
        for (Iterator<Line> each = lines.iterator(); each.hasNext(); ) {
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

    /** How many lines are not settled, the one in flight among them. */
    int size() {
        return lines.size();
    }
}
