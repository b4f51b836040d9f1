package dev.confab.chat.adapter.ws;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.exception.BadPayloadException;
import org.eclipse.jetty.websocket.core.exception.MessageTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Jetty's handler of one socket. It assembles whole messages from frames and passes them to the {@link ClientSession}.
 * Jetty validates the sequence of frames. It reads the next frame on demand, which comes when this one is done.
 */
final class JettyFrameHandler implements FrameHandler {

    /** Maximum number of fragments of a message. Each costs time, even an empty one. */
    static final int MAX_FRAGMENTS = 1_000;

    /**
     * Size below which a fragment counts for the rate limit. Larger fragments are bounded by the size of the message.
     * Jetty itself splits a frame that exceeds its buffer or arrives in several packets.
     */
    private static final int SMALL_FRAGMENT_BYTES = 512;

    private final ClientSession session;
    private final int maxBytes;
    private @Nullable CoreSession core;

    /** The fragments of an incomplete message. */
    private @Nullable ByteArrayOutputStream partialMessage;

    private int fragments;
    private boolean isText;

    /** @param maxBytes the largest message; a larger one closes the connection with 1009 */
    JettyFrameHandler(ClientSession session, int maxBytes) {
        this.session = session;
        this.maxBytes = maxBytes;
    }

    @Override
    public void onOpen(CoreSession opened, Callback callback) {
        core = opened;
        session.open(new JettyTransport(opened));
        callback.succeeded();
        opened.demand();
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        switch (frame.getOpCode()) {
            case OpCode.CLOSE -> {
                session.onClosed();
                callback.succeeded();
            }
            case OpCode.PING -> onPing(frame, callback);
            case OpCode.PONG -> {
                if (session.admitFrame()) {
                    session.onPong();
                }
                demandNext(callback);
            }
            default -> onData(frame, callback);
        }
    }

    /** Responds to a ping within the rate limit. Not every ping needs a pong (RFC 6455, section 5.5.3). */
    private void onPing(Frame ping, Callback callback) {
        if (session.admitFrame()) {
            var pong = new Frame(OpCode.PONG).setPayload(ping.getPayload());
            core().sendFrame(pong, Callback.from(() -> demandNext(callback)), false);
        } else {
            demandNext(callback);
        }
    }

    private void onData(Frame frame, Callback callback) {
        if (frame.getOpCode() != OpCode.CONTINUATION) {
            isText = frame.getOpCode() == OpCode.TEXT;
            fragments = 0;
        }
        if (!frame.isFin() && frame.getPayloadLength() < SMALL_FRAGMENT_BYTES) {
            session.admitFrame();
        }
        fragments++;
        if (partialBytes() + frame.getPayloadLength() > maxBytes || fragments > MAX_FRAGMENTS) {
            partialMessage = null;
            callback.failed(new MessageTooLargeException("too large"));
            return;
        }
        try {
            append(frame);
            demandNext(callback);
        } catch (CharacterCodingException malformed) {
            callback.failed(new BadPayloadException.InvalidUtf8());
        }
    }

    private int partialBytes() {
        return partialMessage == null ? 0 : partialMessage.size();
    }

    private void append(Frame frame) throws CharacterCodingException {
        if (partialMessage == null && frame.isFin()) {
            onMessage(frame.getPayload());
            return;
        }
        if (partialMessage == null) {
            partialMessage = new ByteArrayOutputStream();
        }
        partialMessage.writeBytes(BufferUtil.toArray(frame.getPayload()));
        if (frame.isFin()) {
            var message = ByteBuffer.wrap(partialMessage.toByteArray());
            partialMessage = null;
            onMessage(message);
        }
    }

    private void onMessage(ByteBuffer payload) throws CharacterCodingException {
        if (isText) {
            session.onText(StandardCharsets.UTF_8.newDecoder().decode(payload).toString());
        } else {
            session.onBinary();
        }
    }

    private void demandNext(Callback callback) {
        callback.succeeded();
        core().demand();
    }

    /** Returns the session, which Jetty provides before the first frame. */
    private CoreSession core() {
        return Objects.requireNonNull(core);
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        session.onClosed();
        callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        session.onClosed();
        callback.succeeded();
    }
}
