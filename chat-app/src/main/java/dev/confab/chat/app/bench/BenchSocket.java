package dev.confab.chat.app.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.confab.chat.app.protocol.ClientFrames;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.random.RandomGenerator;

/**
 * A WebSocket connection. It keeps only incomplete frames, so that ten thousand idle connections need little memory. Confined
 * to the {@link EventLoop}.
 */
final class BenchSocket implements EventLoop.Handler, FrameReader.Sink {

    /** Receives texts and the end. */
    interface Receiver {

        /** A whole text has arrived. The bytes are valid until the call returns. */
        void text(byte[] bytes, int from, int to);

        /** The connection has ended; called once, but not after {@link BenchSocket#cut}. {@link ClientFrames#LOST} without a close frame. */
        void ended(int code);
    }

    /** The largest text in bytes, far above a page of the longest messages. */
    private static final int MAX_TEXT = 32 * 1024 * 1024;

    private static final byte[] NOTHING = {};

    private final EventLoop loop;
    private final BenchHandshake handshake;
    private final RandomGenerator masks;
    private final Receiver receiver;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final FrameReader frames = new FrameReader(MAX_TEXT);
    private final Queue<ByteBuffer> unwritten = new ArrayDeque<>();
    private byte[] rest = NOTHING;
    private boolean upgraded;
    private boolean ended;

    private BenchSocket(
            EventLoop loop,
            InetSocketAddress address,
            BenchHandshake handshake,
            RandomGenerator masks,
            Receiver receiver)
            throws IOException {
        this.loop = loop;
        this.handshake = handshake;
        this.masks = masks;
        this.receiver = receiver;
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        key = loop.register(channel, SelectionKey.OP_CONNECT, this);
        if (channel.connect(address)) {
            connected();
        }
    }

    static BenchSocket open(
            EventLoop loop,
            InetSocketAddress address,
            BenchHandshake handshake,
            RandomGenerator masks,
            Receiver receiver) {
        try {
            return new BenchSocket(loop, address, handshake, masks, receiver);
        } catch (IOException e) {
            throw new BenchFailure("Cannot connect to " + address + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void ready(SelectionKey ready) {
        try {
            // The socket may have been cut since it became ready.
            if (ready.isValid() && ready.isConnectable() && channel.finishConnect()) {
                connected();
            }
            if (ready.isValid() && ready.isWritable()) {
                flush();
            }
            if (ready.isValid() && ready.isReadable()) {
                read();
            }
        } catch (IOException e) {
            end(ClientFrames.LOST);
        }
    }

    private void connected() throws IOException {
        key.interestOps(SelectionKey.OP_READ);
        write(handshake.request());
    }

    // --- reading ---------------------------------------------------------------------------------------------------

    private void read() throws IOException {
        var arena = loop.arena();
        var buffer = ByteBuffer.wrap(arena).put(rest);
        rest = NOTHING;
        if (channel.read(buffer) < 0) {
            end(ClientFrames.LOST);
            return;
        }
        int to = buffer.position();
        int used = handle(arena, to);
        if (!ended && used < to) {
            keep(arena, used, to);
        }
    }

    private void keep(byte[] arena, int from, int to) {
        rest = Arrays.copyOfRange(arena, from, to);
        if (rest.length == arena.length) {
            loop.growArena();
        }
    }

    /** Handles all whole frames and returns how many bytes they had. */
    private int handle(byte[] bytes, int to) {
        int from = 0;
        if (!upgraded) {
            from = BenchHandshake.end(bytes, 0, to);
            if (from < 0) {
                return 0;
            }
            handshake.check(new String(bytes, 0, from, ISO_8859_1));
            upgraded = true;
        }
        return frames.read(bytes, from, to, this);
    }

    @Override
    public void text(byte[] bytes, int from, int to) {
        if (!ended) {
            receiver.text(bytes, from, to);
        }
    }

    @Override
    public void ping(byte[] payload) {
        writeOrEnd(ClientFrame.pong(payload, masks.nextInt()));
    }

    @Override
    public void close(int code) {
        end(code);
    }

    private void end(int code) {
        if (!ended) {
            release();
            receiver.ended(code);
        }
    }

    // --- writing ---------------------------------------------------------------------------------------------------

    /** Sends a text. What the network does not accept is queued; callers bound the queue. */
    void send(String text) {
        writeOrEnd(ClientFrame.text(text, masks.nextInt()));
    }

    private void writeOrEnd(ByteBuffer bytes) {
        if (!ended) {
            try {
                write(bytes);
            } catch (IOException e) {
                // Later: the caller is in the middle of a task.
                loop.run(() -> end(ClientFrames.LOST));
            }
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        unwritten.add(bytes);
        if (unwritten.size() == 1) {
            flush();
        }
    }

    private void flush() throws IOException {
        for (var next = unwritten.peek(); next != null; next = unwritten.peek()) {
            channel.write(next);
            if (next.hasRemaining()) {
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                return;
            }
            unwritten.remove();
        }
        key.interestOps(SelectionKey.OP_READ);
    }

    /** Ends the connection as a broken network does, without a close frame and without {@link Receiver#ended}. */
    void cut() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            // Then the end is a regular one.
        }
        release();
    }

    private void release() {
        ended = true;
        unwritten.clear();
        rest = NOTHING;
        try {
            channel.close();
        } catch (IOException e) {
            // The channel is closed either way.
        }
    }
}
