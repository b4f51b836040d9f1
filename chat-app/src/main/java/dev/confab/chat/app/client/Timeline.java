package dev.confab.chat.app.client;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Puts the messages of one room in order. They come by three ways (frames, acknowledgements, fetched pages), twice, late
 * or not at all; they go out once each, by rising seq. One that comes before its turn is held back until what is before
 * it was fetched. Every method answers the messages whose turn has come. For one thread.
 */
final class Timeline {

    /** The most messages that are held back; beyond that the highest are let go, to be fetched when it is their turn. */
    static final int MAX_HELD = 1_000;

    private final NavigableMap<Long, MessageView> held = new TreeMap<>();
    private boolean begun;
    private long shown;
    private long known;

    /** Begins with the newest messages of the room, in order; none for an empty room. Further calls change nothing. */
    List<MessageView> begin(List<MessageView> newest) {
        if (begun) {
            return List.of();
        }
        begun = true;
        shown = newest.isEmpty() ? 0 : newest.getFirst().seq() - 1;
        return fetched(newest);
    }

    /** Takes a message that came by itself, or a newer version of it. */
    List<MessageView> accept(MessageView message) {
        hold(message);
        var turn = begun ? takeUpTo(shown) : List.<MessageView>of();
        while (held.size() > MAX_HELD) {
            held.pollLastEntry();
        }
        return turn;
    }

    /**
     * Takes the answer to "what is after {@link #shown}?", in order. What such an answer leaves out does not exist (any
     * more), so nobody waits for it.
     */
    List<MessageView> fetched(List<MessageView> page) {
        page.forEach(this::hold);
        return takeUpTo(page.isEmpty() ? shown : page.getLast().seq());
    }

    /** There is a message of that seq. */
    void heardOf(long seq) {
        known = Math.max(known, seq);
    }

    private void hold(MessageView message) {
        heardOf(message.seq());
        if (!begun || message.seq() > shown) {
            held.merge(message.seq(), message, (one, other) -> one.version() > other.version() ? one : other);
        }
    }

    /** Takes out what is held up to {@code seq}, and what follows that without a hole. */
    private List<MessageView> takeUpTo(long seq) {
        var turn = new ArrayList<MessageView>();
        while (!held.isEmpty() && held.firstKey() <= Math.max(seq, shown + 1)) {
            var next = held.pollFirstEntry().getValue();
            if (next.seq() > shown) {
                turn.add(next);
                shown = next.seq();
            }
        }
        return turn;
    }

    /** Is there something to fetch? Before the beginning, the newest; afterwards, what is after {@link #shown}. */
    boolean isMissing() {
        return !begun || shown < known;
    }

    boolean hasBegun() {
        return begun;
    }

    /** Everything up to here has gone out. */
    long shown() {
        return shown;
    }
}
