package dev.confab.chat.adapter.ws;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A socket of Jetty, as the core of its WebSocket has it. What Jetty builds on top of that holds on to the whole request of
 * the handshake for as long as the socket is open, and takes only text, which it would encode for each socket.
 */
final class JettyTransport implements Transport {

    private static final Logger LOG = LoggerFactory.getLogger(JettyTransport.class);

    /** Takes a whole write of an {@link OutboundQueue}. */
    private static final int SEND_BUFFER_BYTES = 2 * OutboundQueue.MAX_MERGED_BYTES;

    private final CoreSession core;

    JettyTransport(CoreSession core) {
        this.core = core;
        limitSendBuffer();
    }

    /** The system would take megabytes for a client that does not read, and the bound of its outbox come too late. */
    private void limitSendBuffer() {
        if (core instanceof WebSocketCoreSession open
                && open.getConnection().getEndPoint().getTransport() instanceof SocketChannel channel) {
            try {
                channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER_BYTES);
            } catch (IOException gone) {
                LOG.debug("A socket was gone as soon as it was open", gone);
            }
        }
    }

    @Override
    public void send(List<EncodedFrame> frames, Done done) {
        if (frames.size() == 1) {
            var only = frames.get(0);
            core.sendFrame(new Merged(only, only.payload()), new Ending(done, null), false);
        } else {
            var buffer = merge(frames);
            core.sendFrame(new Merged(frames.get(0), buffer.getByteBuffer()), new Ending(done, buffer), false);
        }
    }

    /** All that goes behind the head of the first frame. */
    private RetainableByteBuffer merge(List<EncodedFrame> frames) {
        int size = frames.stream().mapToInt(EncodedFrame::bytes).sum();
        var buffer = core.getByteBufferPool().acquire(size, true);
        var bytes = buffer.getByteBuffer().clear();
        bytes.put(frames.get(0).payload());
        frames.stream().skip(1).forEach(frame -> frame.putInto(bytes));
        bytes.flip();
        return buffer;
    }

    /**
     * What Jetty takes for one frame. It asks for the length when it makes the head, and writes the payload behind that
     * as it is: so other frames come along behind the first, in the same write and with nothing of Jetty's between.
     */
    private static final class Merged extends org.eclipse.jetty.websocket.core.Frame {

        private final int firstLength;

        Merged(EncodedFrame first, ByteBuffer payload) {
            super(OpCode.TEXT, payload);
            this.firstLength = first.payloadLength();
        }

        @Override
        public int getPayloadLength() {
            return firstLength;
        }
    }

    /** The end of a write; the buffer is not needed any longer. */
    private record Ending(Done done, @Nullable RetainableByteBuffer buffer) implements Callback {

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }

        @Override
        public void succeeded() {
            release();
            done.sent();
        }

        @Override
        public void failed(Throwable fault) {
            release();
            done.failed();
        }

        private void release() {
            if (buffer != null) {
                buffer.release();
            }
        }
    }

    @Override
    public void ping() {
        core.sendFrame(new org.eclipse.jetty.websocket.core.Frame(OpCode.PING), Callback.NOOP, false);
    }

    @Override
    public void close(CloseCode code) {
        core.close(code.code(), code.reason(), Callback.NOOP);
    }

    @Override
    public void cut() {
        core.abort();
    }
}
