package dev.confab.chat.app.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

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
 * One web socket, from its opening to its end. It owns no buffers but for what is cut off in the middle, so that ten
 * thousand idle ones cost the tool little. All of it runs on the {@link EventLoop}.
 */
final class BenchSocket implements EventLoop.Ready, FrameReader.Sink {

    /** Hears what comes. */
    interface Ear {

        /** A whole text; the bytes may be used until the call returns. */
        void text(byte[] bytes, int from, int to);

        /** The end, told once, but not after {@link BenchSocket#cut}. The code is {@value Socket#LOST} without a goodbye. */
        void ended(int code);
    }

    static final int LOST = 1006;

    /** The most bytes of one text: far above a page of the longest messages. */
    private static final int MAX_TEXT = 32 * 1024 * 1024;

    private static final byte[] NOTHING = {};

    private final EventLoop loop;
    private final BenchHandshake handshake;
    private final RandomGenerator masks;
    private final Ear ear;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final FrameReader frames = new FrameReader(MAX_TEXT);
    private final Queue<ByteBuffer> unwritten = new ArrayDeque<>();
    private byte[] rest = NOTHING;
    private boolean upgraded;
    private boolean ended;

    private BenchSocket(
            EventLoop loop, InetSocketAddress address, BenchHandshake handshake, RandomGenerator masks, Ear ear)
            throws IOException {
        this.loop = loop;
        this.handshake = handshake;
        this.masks = masks;
        this.ear = ear;
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        key = loop.register(channel, SelectionKey.OP_CONNECT, this);
        if (channel.connect(address)) {
            connected();
        }
    }

    static BenchSocket open(
            EventLoop loop, InetSocketAddress address, BenchHandshake handshake, RandomGenerator masks, Ear ear) {
        try {
            return new BenchSocket(loop, address, handshake, masks, ear);
        } catch (IOException e) {
            throw new BenchFailure("Cannot connect to " + address + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void ready(SelectionKey ready) {
        try {
            // It may have been cut since it became ready.
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
            end(LOST);
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
            end(LOST);
            return;
        }
        int to = buffer.position();
        int used = take(arena, to);
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

    /** Answers how much of it is dealt with. */
    private int take(byte[] bytes, int to) {
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
            ear.text(bytes, from, to);
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
            ear.ended(code);
        }
    }

    // --- writing ---------------------------------------------------------------------------------------------------

    /** Sends a text. What the network does not take waits here; whoever sends bounds that. */
    void send(String text) {
        writeOrEnd(ClientFrame.text(text, masks.nextInt()));
    }

    private void writeOrEnd(ByteBuffer bytes) {
        if (!ended) {
            try {
                write(bytes);
            } catch (IOException e) {
                // Not now: the caller is in the middle of something.
                loop.run(() -> end(LOST));
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

    /** Ends it as a broken network would, without a goodbye; {@link Ear#ended} is not called any more. */
    void cut() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            // Then it ends politely.
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
            // It has ended either way.
        }
    }
}
