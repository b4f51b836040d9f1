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
 * The transport over Jetty's WebSocket core. Jetty's higher-level API is not used: it keeps the whole handshake request in
 * memory while the socket is open, and encodes each text once per socket.
 */
final class JettyTransport implements Transport {

    private static final Logger LOG = LoggerFactory.getLogger(JettyTransport.class);

    /** Size of the socket's send buffer: it takes a whole write of an {@link OutboundQueue}. */
    private static final int SEND_BUFFER_BYTES = 2 * OutboundQueue.MAX_BYTES_PER_WRITE;

    private final CoreSession core;

    JettyTransport(CoreSession core) {
        this.core = core;
        limitSendBuffer();
    }

    /** Limits the send buffer. By default it takes megabytes for a client that does not read, before the queue fills. */
    private void limitSendBuffer() {
        if (core instanceof WebSocketCoreSession open
                && open.getConnection().getEndPoint().getTransport() instanceof SocketChannel channel) {
            try {
                channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER_BYTES);
            } catch (IOException closed) {
                LOG.debug("Socket was closed before its send buffer could be limited", closed);
            }
        }
    }

    @Override
    public void send(List<EncodedFrame> frames, Completion completion) {
        if (frames.size() == 1) {
            var only = frames.get(0);
            core.sendFrame(new MergedFrame(only, only.payload()), new WriteCallback(completion, null), false);
        } else {
            var buffer = merge(frames);
            core.sendFrame(
                    new MergedFrame(frames.get(0), buffer.getByteBuffer()),
                    new WriteCallback(completion, buffer),
                    false);
        }
    }

    /** Returns a buffer with everything that follows the header of the first frame. */
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
     * Several frames in one write, disguised as one frame. Jetty uses the length only for the header and then writes the
     * payload unchanged, so the bytes of further frames follow those of the first.
     */
    private static final class MergedFrame extends org.eclipse.jetty.websocket.core.Frame {

        private final int firstLength;

        MergedFrame(EncodedFrame first, ByteBuffer payload) {
            super(OpCode.TEXT, payload);
            this.firstLength = first.payloadLength();
        }

        @Override
        public int getPayloadLength() {
            return firstLength;
        }
    }

    /** Releases the buffer of a write and reports its result. */
    private record WriteCallback(
            Completion completion, @Nullable RetainableByteBuffer buffer) implements Callback {

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }

        @Override
        public void succeeded() {
            release();
            completion.onSent();
        }

        @Override
        public void failed(Throwable fault) {
            release();
            completion.onFailed();
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
    public void abort() {
        core.abort();
    }
}
