package dev.confab.chat.app.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that limits the time for the head of a request. Jetty only limits silence, so a client that sends or reads a
 * byte now and then would stay connected.
 */
final class TimedEndPoint extends SocketChannelEndPoint {

    private static final Logger LOG = LoggerFactory.getLogger(TimedEndPoint.class);

    private enum Phase {
        /** Nothing of the next request has arrived. */
        IDLE,
        /** The head took too long; the connection is being closed. */
        EXPIRED,
        /** The connection has switched to another protocol. */
        UPGRADED
    }

    /** The head of a request has been arriving since {@code nanos}. */
    private record Head(long nanos) {}

    /** A {@link Phase}, a {@link Head}, or the {@link Request} whose head is complete. */
    private final AtomicReference<Object> phase = new AtomicReference<>(Phase.IDLE);

    private final SlowReader reader = new SlowReader();
    private final Supplier<ByteBuffer> timeoutResponse;

    TimedEndPoint(
            SocketChannel channel,
            ManagedSelector selector,
            SelectionKey key,
            Scheduler scheduler,
            Supplier<ByteBuffer> timeoutResponse) {
        super(channel, selector, key, scheduler);
        this.timeoutResponse = timeoutResponse;
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        int filled = super.fill(buffer);
        if (filled > 0 && phase.get() == Phase.IDLE) {
            phase.compareAndSet(Phase.IDLE, new Head(System.nanoTime()));
        }
        return filled;
    }

    @Override
    public boolean flush(ByteBuffer... buffers) throws IOException {
        if (phase.get() == Phase.UPGRADED) {
            return super.flush(buffers);
        }
        long before = BufferUtil.remaining(buffers);
        boolean isDone = super.flush(buffers);
        reader.recordWrite(before - BufferUtil.remaining(buffers), isDone);
        return isDone;
    }

    /** Records that the head of {@code request} is complete; returns false if that is too late. */
    boolean begin(Request request) {
        return phase.updateAndGet(now -> now == Phase.EXPIRED ? now : request) != Phase.EXPIRED;
    }

    /** Records that {@code request} has its response. The next request may have begun already. */
    void end(Request request) {
        phase.compareAndSet(request, Phase.IDLE);
    }

    @Override
    public void upgrade(Connection connection) {
        phase.set(Phase.UPGRADED);
        super.upgrade(connection);
    }

    /** Sends a 408 and closes the connection if a head is late; closes it if a response is read too slowly. */
    void enforce(RequestPace pace) {
        var now = phase.get();
        if (now instanceof Head head
                && System.nanoTime() - head.nanos() > pace.head().toNanos()) {
            expire(head);
        } else if (now != Phase.UPGRADED && reader.isSlowerThan(pace)) {
            close(new TimeoutException("The response is read too slowly"));
        }
    }

    @Override
    protected void onIdleExpired(TimeoutException timeout) {
        if (!(phase.get() instanceof Head head && expire(head))) {
            super.onIdleExpired(timeout);
        }
    }

    private boolean expire(Head head) {
        if (!phase.compareAndSet(head, Phase.EXPIRED)) {
            return false;
        }
        try {
            write(Callback.from(this::close, this::close), timeoutResponse.get());
        } catch (RuntimeException busy) {
            LOG.debug("Cannot send 408 to a late request", busy);
            close();
        }
        return true;
    }
}
