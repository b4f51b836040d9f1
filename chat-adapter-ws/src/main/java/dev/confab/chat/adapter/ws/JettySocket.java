package dev.confab.chat.adapter.ws;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.common.WebSocketSession;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session of Jetty. */
final class JettySocket implements Wire {

    private static final Logger LOG = LoggerFactory.getLogger(JettySocket.class);

    /** Takes a whole write of an {@link Outbox}. */
    private static final int SEND_BUFFER_BYTES = 2 * Outbox.MAX_MERGED_BYTES;

    private final Session session;

    /** What is behind the session. It takes bytes; the session takes only text, which it would encode for each socket. */
    private final CoreSession core;

    private JettySocket(Session session) {
        this.session = session;
        this.core = ((WebSocketSession) session).getCoreSession();
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
    public void send(List<Frame> frames, Done done) {
        if (frames.size() == 1) {
            var only = frames.get(0);
            core.sendFrame(new Merged(only, only.payload()), new Ending(done, null), false);
        } else {
            var buffer = merge(frames);
            core.sendFrame(new Merged(frames.get(0), buffer.getByteBuffer()), new Ending(done, buffer), false);
        }
    }

    /** All that goes behind the head of the first frame. */
    private RetainableByteBuffer merge(List<Frame> frames) {
        int size = frames.stream().mapToInt(Frame::bytes).sum();
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

        Merged(Frame first, ByteBuffer payload) {
            super(OpCode.TEXT, payload);
            this.firstLength = first.payloadLength();
        }

        @Override
        public int getPayloadLength() {
            return firstLength;
        }
    }

    /** The end of a write; the buffer is not needed any longer. */
    private record Ending(Done done, @Nullable RetainableByteBuffer buffer) implements org.eclipse.jetty.util.Callback {

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
        session.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
    }

    @Override
    public void close(CloseCode code) {
        session.close(code.code(), code.reason(), Callback.NOOP);
    }

    @Override
    public void cut() {
        session.disconnect();
    }

    /**
     * What Jetty calls. It is this rather than the handlers of Javalin because those do not hear pongs, and public
     * because Jetty finds the methods by reflection.
     */
    public static final class Listener implements Session.Listener.AutoDemanding {

        private final Endpoint endpoint;

        Listener(Endpoint endpoint) {
            this.endpoint = endpoint;
        }

        @Override
        public void onWebSocketOpen(Session session) {
            endpoint.opened(new JettySocket(session));
        }

        @Override
        public void onWebSocketText(String message) {
            endpoint.text(message);
        }

        @Override
        public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
            endpoint.binary();
            callback.succeed();
        }

        @Override
        public void onWebSocketPong(ByteBuffer payload) {
            endpoint.pong();
        }

        @Override
        public void onWebSocketClose(int status, @Nullable String reason, Callback callback) {
            endpoint.gone();
            callback.succeed();
        }

        @Override
        public void onWebSocketError(Throwable cause) {
            endpoint.gone();
        }
    }
}
