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
 * Makes of the frames that Jetty reads from a socket what an {@link ClientSession} works on: whole messages, as a client may
 * send one in several frames. Jetty reads the next frame once it is asked to, which is when this one is done; it has seen
 * to it that their order is right.
 */
final class JettyFrameHandler implements FrameHandler {

    /** How many frames a message may come in; each costs time, even if it is empty. */
    static final int MAX_PIECES = 1_000;

    /**
     * Pieces below this count for the pace. Larger ones are bounded by the size of the message; Jetty itself hands over a
     * frame in pieces that is larger than its buffer, or arrives in several packets.
     */
    private static final int SMALL_PIECE_BYTES = 512;

    private final ClientSession endpoint;
    private final int maxBytes;
    private @Nullable CoreSession core;

    /** The message of which the last frame is still to come. */
    private @Nullable ByteArrayOutputStream unfinished;

    private int pieces;
    private boolean isText;

    /** @param maxBytes of a message; who sends a bigger one is closed with 1009 */
    JettyFrameHandler(ClientSession endpoint, int maxBytes) {
        this.endpoint = endpoint;
        this.maxBytes = maxBytes;
    }

    @Override
    public void onOpen(CoreSession opened, Callback callback) {
        core = opened;
        endpoint.opened(new JettyTransport(opened));
        callback.succeeded();
        opened.demand();
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        switch (frame.getOpCode()) {
            case OpCode.CLOSE -> {
                endpoint.gone();
                callback.succeeded();
            }
            case OpCode.PING -> ping(frame, callback);
            case OpCode.PONG -> {
                if (endpoint.admit()) {
                    endpoint.pong();
                }
                goOn(callback);
            }
            default -> data(frame, callback);
        }
    }

    /** Not every ping needs an answer of its own (RFC 6455, section 5.5.3). */
    private void ping(Frame ping, Callback callback) {
        if (endpoint.admit()) {
            var pong = new Frame(OpCode.PONG).setPayload(ping.getPayload());
            core().sendFrame(pong, Callback.from(() -> goOn(callback)), false);
        } else {
            goOn(callback);
        }
    }

    private void data(Frame frame, Callback callback) {
        if (frame.getOpCode() != OpCode.CONTINUATION) {
            isText = frame.getOpCode() == OpCode.TEXT;
            pieces = 0;
        }
        if (!frame.isFin() && frame.getPayloadLength() < SMALL_PIECE_BYTES) {
            endpoint.admit();
        }
        pieces++;
        if (size() + frame.getPayloadLength() > maxBytes || pieces > MAX_PIECES) {
            unfinished = null;
            callback.failed(new MessageTooLargeException("too large"));
            return;
        }
        try {
            gather(frame);
            goOn(callback);
        } catch (CharacterCodingException malformed) {
            callback.failed(new BadPayloadException.InvalidUtf8());
        }
    }

    private int size() {
        return unfinished == null ? 0 : unfinished.size();
    }

    private void gather(Frame frame) throws CharacterCodingException {
        if (unfinished == null && frame.isFin()) {
            message(frame.getPayload());
            return;
        }
        if (unfinished == null) {
            unfinished = new ByteArrayOutputStream();
        }
        unfinished.writeBytes(BufferUtil.toArray(frame.getPayload()));
        if (frame.isFin()) {
            var whole = ByteBuffer.wrap(unfinished.toByteArray());
            unfinished = null;
            message(whole);
        }
    }

    private void message(ByteBuffer payload) throws CharacterCodingException {
        if (isText) {
            endpoint.text(StandardCharsets.UTF_8.newDecoder().decode(payload).toString());
        } else {
            endpoint.binary();
        }
    }

    /** Asks for the next frame. */
    private void goOn(Callback callback) {
        callback.succeeded();
        core().demand();
    }

    /** There is one before anything comes. */
    private CoreSession core() {
        return Objects.requireNonNull(core);
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        endpoint.gone();
        callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        endpoint.gone();
        callback.succeeded();
    }
}
