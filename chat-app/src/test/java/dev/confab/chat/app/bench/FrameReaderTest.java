package dev.confab.chat.app.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {

    private static final int MAX = 100_000;
    private static final int LAST = 0x80;

    private final FrameReader reader = new FrameReader(MAX);
    private final Heard heard = new Heard();

    private static final class Heard implements FrameReader.Sink {
        private final List<String> all = new ArrayList<>();

        @Override
        public void text(byte[] bytes, int from, int to) {
            all.add(new String(bytes, from, to - from, UTF_8));
        }

        @Override
        public void ping(byte[] payload) {
            all.add("ping " + new String(payload, UTF_8));
        }

        @Override
        public void close(int code) {
            all.add("close " + code);
        }
    }

    private static byte[] frame(int kind, String payload) {
        return frame(kind, payload.getBytes(UTF_8));
    }

    /** Returns a frame as a server sends it, without a mask. */
    private static byte[] frame(int kind, byte[] payload) {
        var frame = ByteBuffer.allocate(payload.length + 10).put((byte) kind);
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else if (payload.length <= 0xffff) {
            frame.put((byte) 126).putShort((short) payload.length);
        } else {
            frame.put((byte) 127).putLong(payload.length);
        }
        frame.put(payload).flip();
        return Arrays.copyOf(frame.array(), frame.limit());
    }

    private static byte[] join(byte[]... frames) {
        var all = new ByteArrayOutputStream();
        Arrays.stream(frames).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private int read(byte[] bytes) {
        return reader.read(bytes, 0, bytes.length, heard);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, MAX})
    void aTextOfAnyLengthIsRead(int length) {
        var text = "x".repeat(length);

        read(frame(LAST | 1, text));

        assertThat(heard.all).containsExactly(text);
    }

    @Test
    void wholeFramesAreReadAndAnIncompleteOneStays() {
        var whole = join(frame(LAST | 1, "one"), frame(LAST | 9, "p"), frame(LAST | 10, "q"), frame(LAST | 1, "two"));
        var bytes = join(whole, Arrays.copyOf(frame(LAST | 1, "three"), 4));

        assertThat(read(bytes)).isEqualTo(whole.length);
        assertThat(heard.all).containsExactly("one", "ping p", "two");
    }

    @Test
    void framesAreReadWhereverReadsAreSplit() {
        var random = new Random(4);
        var bytes =
                join(frame(LAST | 1, "a".repeat(200)), frame(LAST | 1, "b".repeat(70_000)), frame(LAST | 8, new byte[] {
                    3, -23
                }));
        int from = 0;
        for (int to = 0; to < bytes.length; to = Math.min(bytes.length, to + 1 + random.nextInt(3_000))) {
            from = reader.read(bytes, from, to, heard);
        }
        reader.read(bytes, from, bytes.length, heard);

        assertThat(heard.all).containsExactly("a".repeat(200), "b".repeat(70_000), "close 1001");
    }

    @Test
    void fragmentedTextWithPingInBetweenIsAssembled() {
        read(join(frame(1, "on"), frame(LAST | 9, ""), frame(0, "e tw"), frame(LAST, "o"), frame(LAST | 1, "next")));

        assertThat(heard.all).containsExactly("ping ", "one two", "next");
    }

    @Test
    void closeFrameWithoutCodeIsRead() {
        read(frame(LAST | 8, ""));

        assertThat(heard.all).containsExactly("close " + FrameReader.NO_CODE);
    }

    @Test
    void oversizedFrameIsRefused() {
        assertThatThrownBy(() -> read(frame(LAST | 1, "x".repeat(MAX + 1)))).isInstanceOf(BenchFailure.class);
        assertThatThrownBy(() -> read(new byte[] {(byte) (LAST | 1), 127, -1, 0, 0, 0, 0, 0, 0, 0}))
                .isInstanceOf(BenchFailure.class);
        var parts = join(frame(1, "x".repeat(MAX)), frame(LAST, "x"));
        assertThatThrownBy(() -> read(parts)).isInstanceOf(BenchFailure.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 125, 126, 65_535, 65_536})
    void aFrameOfOursIsMaskedAndSaysItsLength(int length) {
        var text = "é" + "x".repeat(length);

        assertThat(unmasked(ClientFrame.text(text, 0x12f4a68c))).isEqualTo(text);
    }

    private static String unmasked(ByteBuffer frame) {
        assertThat(frame.get()).isEqualTo((byte) (LAST | 1));
        byte second = frame.get();
        assertThat(second).isNegative();
        long length = second & 0x7f;
        if (length == 126) {
            length = frame.getChar();
        } else if (length == 127) {
            length = frame.getLong();
        }
        var mask = new byte[4];
        frame.get(mask);
        var payload = new byte[frame.remaining()];
        frame.get(payload);
        assertThat(payload).hasSize((int) length);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return new String(payload, UTF_8);
    }
}
