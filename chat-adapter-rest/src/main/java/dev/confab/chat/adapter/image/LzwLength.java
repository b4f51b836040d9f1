package dev.confab.chat.adapter.image;

/** A counter of the LZW-compressed pixels of a GIF frame, which does not decompress them. */
final class LzwLength {

    private static final int MAX_CODES = 4_096;
    private static final int MAX_CODE_BITS = 8;

    private final byte[] data;
    private final int clear;
    private final int end;
    private final int[] lengths = new int[MAX_CODES];
    private int bitAt;
    private int codeBits;
    private int nextCode;
    private int lastLength;

    private LzwLength(byte[] data, int firstCodeBits) {
        this.data = data;
        this.clear = 1 << firstCodeBits;
        this.end = clear + 1;
        reset();
    }

    /** @param firstCodeBits the minimum code size of the frame */
    static long pixels(byte[] data, int firstCodeBits) {
        return firstCodeBits < 1 || firstCodeBits > MAX_CODE_BITS ? 0 : new LzwLength(data, firstCodeBits).count();
    }

    private void reset() {
        codeBits = Integer.SIZE - Integer.numberOfLeadingZeros(end);
        nextCode = end + 1;
        lastLength = 0;
    }

    private long count() {
        long pixels = 0;
        for (int code = next(); code >= 0 && code != end; code = next()) {
            if (code == clear) {
                reset();
            } else {
                int length = length(code);
                if (length == 0) {
                    return pixels;
                }
                remember();
                lastLength = length;
                pixels += length;
            }
        }
        return pixels;
    }

    /** Returns the number of pixels of a code; 0 if it is undefined. */
    private int length(int code) {
        if (code < clear) {
            return 1;
        }
        if (code < nextCode) {
            return lengths[code];
        }
        return code == nextCode && lastLength > 0 ? lastLength + 1 : 0;
    }

    /** Defines the next code: the pixels of the previous one and one more. */
    private void remember() {
        if (lastLength > 0 && nextCode < MAX_CODES) {
            lengths[nextCode++] = lastLength + 1;
            if (nextCode == (1 << codeBits) && nextCode < MAX_CODES) {
                codeBits++;
            }
        }
    }

    private int next() {
        if (bitAt + codeBits > data.length * Byte.SIZE) {
            return -1;
        }
        int code = 0;
        for (int bit = 0; bit < codeBits; bit++, bitAt++) {
            code |= ((data[bitAt / Byte.SIZE] >> (bitAt % Byte.SIZE)) & 1) << bit;
        }
        return code;
    }
}
