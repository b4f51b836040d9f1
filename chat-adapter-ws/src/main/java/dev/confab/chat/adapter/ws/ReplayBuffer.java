package dev.confab.chat.adapter.ws;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What happened lately, in all rooms, for as long as somebody needs to hear it later: whoever reads from the store takes
 * a {@link #mark} first, and afterwards hears on the tape what came meanwhile. So there is no hole between the two, and
 * the version of what was read tells which events to leave out.
 *
 * <p>A chain whose end is held here and whose earlier links are held by the marks alone: without a mark the past is
 * garbage. With marks it is at most {@value #MAX_LENGTH} events long, give or take {@value #STRIDE}; whoever falls
 * further behind has lost.
 *
 * <p>The monitor guards the growing end, and nothing else is locked within.
 */
final class ReplayBuffer {

    static final int MAX_LENGTH = 10_000;
    private static final int STRIDE = 1_024;

    private final Set<Mark> marks = ConcurrentHashMap.newKeySet();
    private volatile Link end = new Link(0);

    /** Adds what happened. Once this returns, all that was added before is behind every earlier mark. */
    Happening append(EncodedEvent telling) {
        var happening = grow(telling);
        if (happening.number % STRIDE == 0) {
            marks.forEach(mark -> mark.loseBefore(happening.number - MAX_LENGTH));
        }
        return happening;
    }

    private synchronized Happening grow(EncodedEvent telling) {
        var happening = new Happening(telling, end.number + 1);
        end.next = happening;
        end = happening;
        return happening;
    }

    /** A mark behind all that happened so far. */
    Mark mark() {
        return markAt(end);
    }

    /** A mark right behind {@code place}. */
    Mark markAt(Link place) {
        var mark = new Mark(place);
        marks.add(mark);
        return mark;
    }

    /** A place on the tape. */
    static class Link {

        final long number;
        volatile @Nullable Happening next;

        private Link(long number) {
            this.number = number;
        }

        /** What happened next, in whatever room; null if nothing did so far. */
        final @Nullable Happening next() {
            return next;
        }
    }

    /** One event on the tape, with what is to be told of it. */
    static final class Happening extends Link {

        private final EncodedEvent telling;

        private Happening(EncodedEvent telling, long number) {
            super(number);
            this.telling = telling;
        }

        EncodedEvent telling() {
            return telling;
        }
    }

    /** Holds on to what comes behind a place, until it is closed. */
    final class Mark implements AutoCloseable {

        private volatile @Nullable Link place;

        private Mark(Link place) {
            this.place = place;
        }

        /** What the mark stands behind; null if that is too long ago, or the mark was closed. */
        @Nullable
        Link place() {
            return place;
        }

        private void loseBefore(long number) {
            var held = place;
            if (held != null && held.number < number) {
                close();
            }
        }

        @Override
        public void close() {
            place = null;
            marks.remove(this);
        }
    }
}
