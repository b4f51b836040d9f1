package dev.confab.chat.adapter.ws;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The frames that wait for one connection, written in the order of {@link #offer}. What has gathered while a write was
 * under way, or while others were written to, goes out together in the next one. Bounded in frames and bytes; what is
 * being written does not count, so that a big frame goes through an empty queue.
 *
 * <p>{@link #offer} only queues, {@link #flush} only tells the writers that there is something to do; both may be called
 * with locks held. The writing is done by the writers, with no lock held, one write after the other: an outbox is with
 * the writers at most once at a time. The monitor guards the queue and is the innermost of all locks.
 */
final class OutboundQueue implements Runnable, Transport.Done {

    /** How much goes out in one write: what is beyond that gains nothing, and lets the other connections wait. */
    static final int MAX_MERGED_FRAMES = 64;

    static final int MAX_MERGED_BYTES = 64 * 1024;

    private static final int FEW = 2;

    private final Transport wire;
    private final int maxFrames;
    private final int maxBytes;
    private final Executor writers;
    private final Runnable onFailure;

    private final Queue<EncodedFrame> queue = new ArrayDeque<>(FEW);
    private int bytes;
    private @Nullable CloseCode goodbye;
    private boolean shut;
    private boolean active;

    /**
     * @param writers may run what they are given at once, as well as later
     * @param onFailure called when the socket takes no more
     */
    OutboundQueue(Transport wire, int maxFrames, int maxBytes, Executor writers, Runnable onFailure) {
        this.wire = wire;
        this.maxFrames = maxFrames;
        this.maxBytes = maxBytes;
        this.writers = writers;
        this.onFailure = onFailure;
    }

    /** Queues {@code frame}; false if there is no room for it, and then the connection is too slow to be kept. */
    synchronized boolean offer(EncodedFrame frame) {
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

    /** How much waits. */
    synchronized int bytes() {
        return bytes;
    }

    /** Is so much waiting that whoever can wait should? */
    synchronized boolean isBusy() {
        return queue.size() > maxFrames / 2 || bytes > maxBytes / 2;
    }

    /** Lets the writers write what waits. */
    void flush() {
        if (begins()) {
            writers.execute(this);
        }
    }

    /** Takes no more, and says goodbye, before or after what waits is written, as is right for {@code code}. */
    void close(CloseCode code) {
        shut(code);
        flush();
    }

    private synchronized void shut(CloseCode code) {
        if (!shut) {
            shut = true;
            goodbye = code;
            if (!code.comesAfterWhatWaits()) {
                drop();
            }
        }
    }

    /** Drops what waits, and takes no more. */
    synchronized void shut() {
        shut = true;
        goodbye = null;
        drop();
    }

    private void drop() {
        queue.clear();
        bytes = 0;
    }

    private synchronized boolean begins() {
        if (active || isDone()) {
            return false;
        }
        active = true;
        return true;
    }

    private boolean isDone() {
        return queue.isEmpty() && goodbye == null;
    }

    /** Makes one write. */
    @Override
    public void run() {
        var next = next();
        if (!next.isEmpty()) {
            wire.send(next, this);
            return;
        }
        var code = takeGoodbye();
        if (code != null) {
            wire.close(code);
        }
        sent();
    }

    /** What goes into the next write. */
    private synchronized List<EncodedFrame> next() {
        var first = queue.poll();
        if (first == null) {
            return List.of();
        }
        int size = first.bytes();
        var next = new ArrayList<EncodedFrame>(Math.min(MAX_MERGED_FRAMES, queue.size() + 1));
        next.add(first);
        for (var more = queue.peek(); more != null && next.size() < MAX_MERGED_FRAMES; more = queue.peek()) {
            size += more.bytes();
            if (size > MAX_MERGED_BYTES) {
                break;
            }
            next.add(queue.remove());
        }
        next.forEach(frame -> bytes -= frame.bytes());
        return next;
    }

    private synchronized @Nullable CloseCode takeGoodbye() {
        var code = goodbye;
        goodbye = null;
        return code;
    }

    /** Goes behind all others that have something to write. */
    @Override
    public void sent() {
        if (goesOn()) {
            writers.execute(this);
        }
    }

    private synchronized boolean goesOn() {
        active = !isDone();
        return active;
    }

    /** Leaves it active, so that nothing more is written. */
    @Override
    public void failed() {
        shut();
        onFailure.run();
    }
}
