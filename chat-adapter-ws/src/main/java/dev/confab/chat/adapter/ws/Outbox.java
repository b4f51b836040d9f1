package dev.confab.chat.adapter.ws;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The frames that wait for one connection, written one after the other in the order of {@link #offer}. Bounded in frames
 * and bytes; the frame that is being written does not count, so that a big one goes through an empty queue.
 *
 * <p>{@link #offer} only queues, and may be called with locks held. {@link #flush} writes, on the calling thread as far
 * as the socket takes it and from there on by the threads that report the end of a write; no lock is held then. The
 * monitor guards the queue and is the innermost of all locks.
 */
final class Outbox {

    private final Wire wire;
    private final int maxFrames;
    private final int maxBytes;
    private final Runnable onFailure;

    private final Queue<Frame> queue = new ArrayDeque<>();
    private int bytes;
    private boolean writing;
    private boolean shut;

    /** @param onFailure called when the socket takes no more */
    Outbox(Wire wire, int maxFrames, int maxBytes, Runnable onFailure) {
        this.wire = wire;
        this.maxFrames = maxFrames;
        this.maxBytes = maxBytes;
        this.onFailure = onFailure;
    }

    /** Queues {@code frame}; false if there is no room for it, and then the connection is too slow to be kept. */
    synchronized boolean offer(Frame frame) {
        if (shut) {
            return true;
        }
        if (queue.size() == maxFrames || (!queue.isEmpty() && bytes + frame.bytes() > maxBytes)) {
            return false;
        }
        queue.add(frame);
        bytes += frame.bytes();
        return true;
    }

    /** Is so much waiting that whoever can wait should? */
    synchronized boolean isBusy() {
        return queue.size() > maxFrames / 2 || bytes > maxBytes / 2;
    }

    /** Drops what waits, and takes no more. */
    synchronized void shut() {
        shut = true;
        queue.clear();
        bytes = 0;
    }

    /** Writes what waits, unless somebody is writing already. */
    void flush() {
        if (begin()) {
            pump();
        }
    }

    private synchronized boolean begin() {
        if (writing || queue.isEmpty()) {
            return false;
        }
        writing = true;
        return true;
    }

    /** Writes until the queue is empty or a write takes longer; then its end continues here. */
    private void pump() {
        for (var frame = next(); frame != null; frame = next()) {
            var write = new Write();
            wire.send(frame.text(), write);
            if (write.isUnderWay()) {
                return;
            }
        }
    }

    /** The next to be written. This is the place to merge what waits into one write. */
    private synchronized @Nullable Frame next() {
        var frame = queue.poll();
        if (frame == null) {
            writing = false;
            return null;
        }
        bytes -= frame.bytes();
        return frame;
    }

    /** One write: whichever comes second, the return of the call or the end of the write, goes on with the next. */
    private final class Write implements Wire.Done {

        private final AtomicBoolean firstWasHere = new AtomicBoolean();

        boolean isUnderWay() {
            return firstWasHere.compareAndSet(false, true);
        }

        @Override
        public void sent() {
            if (!firstWasHere.compareAndSet(false, true)) {
                pump();
            }
        }

        /** Leaves {@code writing} as it is, so that nothing more is written. */
        @Override
        public void failed() {
            shut();
            onFailure.run();
        }
    }
}
