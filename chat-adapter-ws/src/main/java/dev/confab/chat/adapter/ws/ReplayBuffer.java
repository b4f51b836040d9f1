package dev.confab.chat.adapter.ws;

import dev.confab.chat.domain.room.RoomEvent;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The recent events of all rooms, kept for as long as a reader of the store needs them. A reader takes a
 * {@link #position} first, reads, and then replays the events after that position. Nothing is missed between the two, and
 * the version that was read shows which events to skip.
 *
 * <p>The buffer is a linked chain that holds only its end. Positions hold the older entries; without positions these are
 * garbage. A position falls behind after about {@value #MAX_LENGTH} events, give or take {@value #STRIDE}, and then
 * expires.
 *
 * <p>The monitor guards the end of the chain. No other lock is taken under it.
 */
final class ReplayBuffer {

    static final int MAX_LENGTH = 10_000;
    private static final int STRIDE = 1_024;

    private final Set<Position> positions = ConcurrentHashMap.newKeySet();
    private volatile Link end = new Link(0);

    /** Appends an event. Once this returns, it is after every position that was taken before. */
    Entry append(EncodedEvent encoded) {
        var entry = link(encoded);
        if (entry.number % STRIDE == 0) {
            positions.forEach(position -> position.expireBefore(entry.number - MAX_LENGTH));
        }
        return entry;
    }

    private synchronized Entry link(EncodedEvent encoded) {
        var entry = new Entry(encoded, end.number + 1);
        end.next = entry;
        end = entry;
        return entry;
    }

    /** Returns a position after all events so far. */
    Position position() {
        return positionAfter(end);
    }

    Position positionAfter(Link link) {
        var position = new Position(link);
        positions.add(position);
        return position;
    }

    /** A link of the chain: the start, or an event. */
    static class Link {

        final long number;
        volatile @Nullable Entry next;

        private Link(long number) {
            this.number = number;
        }

        /** Returns the next event of any room, or null if there is none yet. */
        final @Nullable Entry next() {
            return next;
        }
    }

    /** An event in the buffer, with its encoded frames. */
    static final class Entry extends Link {

        private final EncodedEvent encoded;

        private Entry(EncodedEvent encoded, long number) {
            super(number);
            this.encoded = encoded;
        }

        EncodedEvent encoded() {
            return encoded;
        }

        RoomEvent event() {
            return encoded.event();
        }
    }

    /** A position that keeps the events after it in memory until it is closed or expires. */
    final class Position implements AutoCloseable {

        private volatile @Nullable Link link;

        private Position(Link link) {
            this.link = link;
        }

        /** Returns the link before the position, or null if the position has expired or is closed. */
        @Nullable
        Link link() {
            return link;
        }

        private void expireBefore(long number) {
            var current = link;
            if (current != null && current.number < number) {
                close();
            }
        }

        @Override
        public void close() {
            link = null;
            positions.remove(this);
        }
    }
}
