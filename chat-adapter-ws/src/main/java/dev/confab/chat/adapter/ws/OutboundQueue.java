package dev.confab.chat.adapter.ws;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The frames that wait for one connection, written in the order of {@link #offer}. Frames that gather during a write go
 * out together in the next one. The queue is bounded in frames and bytes. A write in progress does not count, so a large
 * frame fits into an empty queue.
 *
 * <p>{@link #offer} only queues, and {@link #flush} only submits the queue to the writers; both may be called with locks
 * held. A queue is submitted at most once at a time, so its writes come one after the other, with no lock held. The
 * monitor guards the queue and is the innermost of all locks.
 */
final class OutboundQueue implements Runnable, Transport.Completion {

    /** Limits of one write. A larger one gains nothing and delays other connections. */
    static final int MAX_FRAMES_PER_WRITE = 64;

    static final int MAX_BYTES_PER_WRITE = 64 * 1024;

    private static final int INITIAL_CAPACITY = 2;

    private final Transport transport;
    private final int maxFrames;
    private final int maxBytes;
    private final Executor writers;
    private final Runnable onFailure;

    private final Queue<EncodedFrame> queue = new ArrayDeque<>(INITIAL_CAPACITY);
    private int bytes;
    private @Nullable CloseCode pendingClose;
    private boolean closed;
    private boolean submitted;

    /**
     * @param writers may run a write at once or later
     * @param onFailure called when the transport fails
     */
    OutboundQueue(Transport transport, int maxFrames, int maxBytes, Executor writers, Runnable onFailure) {
        this.transport = transport;
        this.maxFrames = maxFrames;
        this.maxBytes = maxBytes;
        this.writers = writers;
        this.onFailure = onFailure;
    }

    /** Queues a frame. Returns false if the queue is full. A closed queue ignores the frame. */
    synchronized boolean offer(EncodedFrame frame) {
        if (closed) {
            return true;
        }
        if (queue.size() == maxFrames || (!queue.isEmpty() && bytes + frame.bytes() > maxBytes)) {
            return false;
        }
        queue.add(frame);
        bytes += frame.bytes();
        return true;
    }

    /** Returns the number of bytes that wait to be written. */
    synchronized int bytes() {
        return bytes;
    }

    /** Whether more than half of the limit waits. Senders that can wait should then do so. */
    synchronized boolean isHalfFull() {
        return queue.size() > maxFrames / 2 || bytes > maxBytes / 2;
    }

    /** Submits the queue to the writers. */
    void flush() {
        if (submit()) {
            writers.execute(this);
        }
    }

    /** Takes no more frames, and closes the transport before or after the queued ones, depending on {@code code}. */
    void close(CloseCode code) {
        stop(code);
        flush();
    }

    private synchronized void stop(CloseCode code) {
        if (!closed) {
            closed = true;
            pendingClose = code;
            if (!code.flushesQueue()) {
                clear();
            }
        }
    }

    /** Takes no more frames and drops the queued ones. */
    synchronized void discard() {
        closed = true;
        pendingClose = null;
        clear();
    }

    private void clear() {
        queue.clear();
        bytes = 0;
    }

    private synchronized boolean submit() {
        if (submitted || isDone()) {
            return false;
        }
        submitted = true;
        return true;
    }

    private boolean isDone() {
        return queue.isEmpty() && pendingClose == null;
    }

    /** Makes one write. */
    @Override
    public void run() {
        var batch = takeBatch();
        if (!batch.isEmpty()) {
            transport.send(batch, this);
            return;
        }
        var code = takePendingClose();
        if (code != null) {
            transport.close(code);
        }
        onSent();
    }

    private synchronized List<EncodedFrame> takeBatch() {
        var first = queue.poll();
        if (first == null) {
            return List.of();
        }
        int size = first.bytes();
        var batch = new ArrayList<EncodedFrame>(Math.min(MAX_FRAMES_PER_WRITE, queue.size() + 1));
        batch.add(first);
        for (var next = queue.peek(); next != null && batch.size() < MAX_FRAMES_PER_WRITE; next = queue.peek()) {
            size += next.bytes();
            if (size > MAX_BYTES_PER_WRITE) {
                break;
            }
            batch.add(queue.remove());
        }
        batch.forEach(frame -> bytes -= frame.bytes());
        return batch;
    }

    private synchronized @Nullable CloseCode takePendingClose() {
        var code = pendingClose;
        pendingClose = null;
        return code;
    }

    /** Submits the queue again if frames have gathered, behind all other queues that wait. */
    @Override
    public void onSent() {
        if (resubmit()) {
            writers.execute(this);
        }
    }

    private synchronized boolean resubmit() {
        submitted = !isDone();
        return submitted;
    }

    /** Discards the queue. It stays submitted, so that nothing more is written. */
    @Override
    public void onFailed() {
        discard();
        onFailure.run();
    }
}
