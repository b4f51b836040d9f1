package dev.confab.chat.app.client;

import dev.confab.chat.app.protocol.MessageView;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Orders the messages of one room. They arrive in frames, acknowledgements and fetched pages: twice, late or not at all. They
 * leave once each, by rising seq. A message that arrives early is held back until the ones before it are fetched. Methods
 * return the messages that can be shown now. For one thread.
 */
final class Timeline {

    /** The largest number of messages that are held back. Beyond that the highest are dropped and fetched later. */
    static final int MAX_HELD = 1_000;

    private final NavigableMap<Long, MessageView> held = new TreeMap<>();
    private boolean begun;
    private long shown;
    private long known;

    /** Starts with the newest messages of the room, in order, which may be none. Later calls have no effect. */
    List<MessageView> begin(List<MessageView> newest) {
        if (begun) {
            return List.of();
        }
        begun = true;
        shown = newest.isEmpty() ? 0 : newest.getFirst().seq() - 1;
        return fetched(newest);
    }

    /** Adds a message from a frame, or a newer version of it. */
    List<MessageView> accept(MessageView message) {
        hold(message);
        var turn = begun ? release(shown) : List.<MessageView>of();
        while (held.size() > MAX_HELD) {
            held.pollLastEntry();
        }
        return turn;
    }

    /** Adds the page of messages after {@link #shown}, in order. A seq that is missing there does not exist. */
    List<MessageView> fetched(List<MessageView> page) {
        page.forEach(this::hold);
        return release(page.isEmpty() ? shown : page.getLast().seq());
    }

    /** Records that a message with this seq exists. */
    void know(long seq) {
        known = Math.max(known, seq);
    }

    private void hold(MessageView message) {
        know(message.seq());
        if (!begun || message.seq() > shown) {
            held.merge(message.seq(), message, (before, now) -> before.version() > now.version() ? before : now);
        }
    }

    /** Removes the held messages up to {@code seq}, and those that follow without a gap. */
    private List<MessageView> release(long seq) {
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

    /** Whether messages must be fetched: the newest before {@link #begin}, then those after {@link #shown}. */
    boolean isMissing() {
        return !begun || shown < known;
    }

    boolean hasBegun() {
        return begun;
    }

    /** Returns the seq up to which all messages have been shown. */
    long shown() {
        return shown;
    }
}
