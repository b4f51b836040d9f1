package dev.confab.chat.application.room;

import dev.confab.chat.domain.room.RoomId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whose turn it is. The changes of each room stand in a line and take their turns in the order of coming, one turn of a
 * room at a time. A change that goes alone begins as soon as it is the first of its line. Those that go with others wait
 * for the one shared turn of the node: what has gathered in all lines until it begins, is in it. So nobody
 * waits for a clock, and who comes when nothing is running begins at once.
 *
 * <p>Threads here only take tickets in and out; the lock is never held during anything that takes time.
 */
final class UpdateQueue {

    /** The most changes of one turn: enough to share the cost of a commit, few enough to be short. */
    static final int MOST = 64;

    private final Map<RoomId, Line> lines = new HashMap<>();

    /** The rooms that can come along with the next shared turn; the longest waiting first. */
    private final Set<RoomId> waiting = new LinkedHashSet<>();

    private boolean isSharing;

    /** Who waits for one room, and whether it is being changed. */
    private static final class Line {
        private final Deque<QueuedUpdate<?>> tickets = new ArrayDeque<>();
        private boolean isBusy;
    }

    synchronized void enter(QueuedUpdate<?> ticket) {
        lines.computeIfAbsent(ticket.room(), room -> new Line()).tickets.add(ticket);
        arrange(ticket.room());
        share();
    }

    /** The rooms of {@code turn}, but for those that were handed over, are free again. */
    synchronized void end(UpdateBatch turn, Predicate<RoomId> isHandedOver) {
        if (turn.isShared()) {
            isSharing = false;
        }
        turn.tickets().keySet().stream().filter(isHandedOver.negate()).forEach(this::free);
        share();
    }

    private void free(RoomId room) {
        line(room).isBusy = false;
        arrange(room);
    }

    private void arrange(RoomId room) {
        var line = line(room);
        if (line.isBusy) {
            return;
        }
        if (line.tickets.isEmpty()) {
            lines.remove(room);
        } else if (line.tickets.element().isShared()) {
            waiting.add(room);
        } else {
            line.isBusy = true;
            UpdateBatch.of(room, List.of(line.tickets.remove())).begin();
        }
    }

    private void share() {
        if (!isSharing && !waiting.isEmpty()) {
            isSharing = true;
            var first = line(waiting.iterator().next()).tickets.element();
            first.lead(this::gather);
        }
    }

    /** On a busy machine it takes a while until the one who leads can run; who comes meanwhile comes along. */
    @SuppressWarnings("ThreadPriorityCheck") // it is right without, and better with it
    private UpdateBatch gather() {
        Thread.yield();
        return gathered();
    }

    private synchronized UpdateBatch gathered() {
        var gathered = new LinkedHashMap<RoomId, List<QueuedUpdate<?>>>();
        int left = MOST;
        for (var rooms = waiting.iterator(); rooms.hasNext() && left > 0; ) {
            var room = rooms.next();
            rooms.remove();
            var tickets = take(line(room), left);
            gathered.put(room, tickets);
            left -= tickets.size();
        }
        return UpdateBatch.shared(gathered);
    }

    private static List<QueuedUpdate<?>> take(Line line, int most) {
        line.isBusy = true;
        var taken = new ArrayList<QueuedUpdate<?>>();
        while (taken.size() < most
                && !line.tickets.isEmpty()
                && line.tickets.element().isShared()) {
            taken.add(line.tickets.remove());
        }
        return taken;
    }

    private Line line(RoomId room) {
        return Objects.requireNonNull(lines.get(room));
    }
}
