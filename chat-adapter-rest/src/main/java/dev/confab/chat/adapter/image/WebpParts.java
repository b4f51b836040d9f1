package dev.confab.chat.adapter.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.confab.chat.adapter.image.DecodePlan.Size;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A WebP file, RFC 9649: chunks of a type, a length and data, all within one chunk that is the file. Either a single
 * picture, or a canvas with one picture, perhaps with its transparency before it, or with frames that hold the like.
 * There is no writer for WebP, so others get what is kept here.
 */
final class WebpParts {

    static final String SIGNATURE = "RIFF";
    static final String TYPE = "WEBP";

    private static final String CANVAS = "VP8X";
    private static final String FILM = "ANIM";
    private static final String FRAME = "ANMF";
    private static final String ALPHA = "ALPH";
    private static final String LOSSY = "VP8 ";
    private static final String LOSSLESS = "VP8L";

    private static final String PROFILE = "ICCP";

    private static final int CLEARED = 1;
    private static final int REPLACES = 2;
    private static final int MAX_MILLISECONDS = 65_535;

    private static final int HAS_ALPHA = 0x10;
    private static final int HAS_PROFILE = 0x20;
    private static final int MOVES = 0x02;

    private static final int LOSSLESS_MARK = 0x2f;
    private static final int START_CODE = 0x2a019d;
    private static final int SIDE_BITS = 14;
    private static final int SIDE_MASK = (1 << SIDE_BITS) - 1;

    // What the decoder takes, measured: a lossy pixel; a lossless one; a byte full of prefix codes, and all of them.
    private static final int LOSSY_BYTES = 45;
    private static final int LOSSLESS_BYTES = 9;
    private static final int CODE_BYTES = 2_200;
    private static final long MOST_CODE_BYTES = 400_000_000;

    private final ByteArrayOutputStream clean = new ByteArrayOutputStream();
    private Orientation orientation = Orientation.UPRIGHT;
    private final List<FrameControl> frames = new ArrayList<>();
    private int plays;
    private byte @Nullable [] profile;
    private int bytesPerPixel = LOSSLESS_BYTES;
    private long codes;
    private boolean isCut;

    private WebpParts() {}

    /**
     * What a file contains.
     *
     * @param clean a file with nothing in it but what is drawn
     * @param frames empty for what does not move
     * @param plays how often they are shown, 0 for without end
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Parts(DecodePlan plan, byte[] clean, List<FrameControl> frames, int plays) {
        Parts {
            frames = List.copyOf(frames);
        }
    }

    static Parts read(byte[] file) {
        return new WebpParts().read(new ByteReader(file));
    }

    private Parts read(ByteReader file) {
        file.skip(SIGNATURE.length());
        long length = file.little32();
        isCut = length > file.left();
        var parts = file.take(Math.min(length, file.left()));
        parts.skip(TYPE.length());
        var size = parts.startsWith(CANVAS) ? canvas(parts) : picture(parts, clean);
        return new Parts(plan(size), wrapped(), frames, plays);
    }

    private DecodePlan plan(Size size) {
        long decoding = size.pixels() * bytesPerPixel + Math.min(codes, MOST_CODE_BYTES);
        long work = frames.isEmpty() ? size.pixels() : 0;
        for (var frame : frames) {
            work += frame.size().pixels();
        }
        var described = profile == null ? null : IccTransform.of(profile, false);
        return new DecodePlan(
                size,
                Math.max(1, frames.size()),
                work,
                clean.size(),
                decoding,
                orientation,
                ColorTransform.ifNoticeable(described));
    }

    private byte[] wrapped() {
        var wrapped = new ByteArrayOutputStream();
        wrapped.writeBytes(SIGNATURE.getBytes(ISO_8859_1));
        writeLength(TYPE.length() + clean.size(), wrapped);
        wrapped.writeBytes(TYPE.getBytes(ISO_8859_1));
        wrapped.writeBytes(clean.toByteArray());
        return wrapped.toByteArray();
    }

    private Size canvas(ByteReader parts) {
        var header = new Chunk(parts).data();
        int allFlags = header.next();
        int flags = allFlags & (HAS_ALPHA | MOVES);
        header.skip(3);
        int start = header.at();
        var size = Size.of(header.little24() + 1L, header.little24() + 1L);
        var kept = new ByteArrayOutputStream();
        kept.write(flags);
        kept.writeBytes(new byte[3]);
        header.since(start).copyTo(kept);
        write(CANVAS, kept, clean);
        if ((flags & MOVES) != 0) {
            film(parts, size);
        } else if (!picture(parts, clean).equals(size)) {
            throw ImageErrors.file();
        }
        if ((allFlags & HAS_PROFILE) == 0) {
            profile = null; // as browsers see it
        }
        return size;
    }

    private void film(ByteReader parts, Size canvas) {
        while (parts.left() > 0) {
            var chunk = new Chunk(parts);
            switch (chunk.type()) {
                case FILM -> film(chunk);
                case FRAME -> frame(chunk.data(), canvas);
                case PROFILE -> profile(chunk.data());
                default -> {}
            }
        }
        if (frames.isEmpty() || isCut) {
            throw ImageErrors.file();
        }
    }

    private void film(Chunk chunk) {
        chunk.data().skip(4);
        plays = chunk.data().little16();
        chunk.copyTo(clean);
    }

    private void profile(ByteReader data) {
        if (profile == null) {
            profile = data.rest();
        }
    }

    private void frame(ByteReader data, Size canvas) {
        var kept = new ByteArrayOutputStream();
        int start = data.at();
        int left = 2 * data.little24();
        int top = 2 * data.little24();
        var size = Size.of(data.little24() + 1L, data.little24() + 1L);
        int time = data.little24();
        int flags = data.next();
        data.since(start).copyTo(kept);
        if (!canvas.holds(size, left, top) || !picture(data, kept).equals(size)) {
            throw ImageErrors.file();
        }
        write(FRAME, kept, clean);
        frames.add(control(left, top, size, time, flags));
        if (frames.size() > DecodePlan.MAX_FRAMES) {
            throw ImageErrors.tooMuchMotion();
        }
    }

    /** A frame as an animated PNG has it; longer ones than a minute are rounded to seconds. */
    private static FrameControl control(int left, int top, Size size, int milliseconds, int flags) {
        boolean isLong = milliseconds > MAX_MILLISECONDS;
        return new FrameControl(
                left,
                top,
                size,
                isLong ? milliseconds / 1_000 : milliseconds,
                isLong ? 1 : 1_000,
                flags & CLEARED,
                (flags & REPLACES) == 0 ? 1 : 0);
    }

    /** Reads one picture up to the end of {@code parts}, and whatever stands around it. */
    private Size picture(ByteReader parts, ByteArrayOutputStream out) {
        Size size = null;
        while (parts.left() > 0) {
            if (size != null && isCut && !Chunk.isWholeIn(parts)) {
                break; // what stands behind the picture
            }
            var chunk = new Chunk(parts);
            switch (chunk.type()) {
                case ALPHA -> alpha(chunk, out);
                case LOSSY -> size = only(size, lossy(chunk, out));
                case LOSSLESS -> size = only(size, lossless(chunk, out));
                case "EXIF" -> exif(chunk.data());
                case PROFILE -> profile(chunk.data());
                default -> {}
            }
        }
        if (size == null) {
            throw ImageErrors.file();
        }
        return size;
    }

    private static Size only(@Nullable Size before, Size now) {
        if (before != null) {
            throw ImageErrors.file();
        }
        return now;
    }

    private void alpha(Chunk chunk, ByteArrayOutputStream out) {
        codes = Math.max(codes, (long) CODE_BYTES * chunk.data().left());
        chunk.copyTo(out);
    }

    private Size lossy(Chunk chunk, ByteArrayOutputStream out) {
        var data = chunk.data();
        boolean isWhole = (data.little24() & 1) == 0;
        if (!isWhole || data.little24() != START_CODE) {
            throw ImageErrors.file();
        }
        bytesPerPixel = LOSSY_BYTES;
        chunk.copyTo(out);
        return Size.of(data.little16() & SIDE_MASK, data.little16() & SIDE_MASK);
    }

    private Size lossless(Chunk chunk, ByteArrayOutputStream out) {
        var data = chunk.data();
        codes = Math.max(codes, (long) CODE_BYTES * data.left());
        if (data.next() != LOSSLESS_MARK) {
            throw ImageErrors.file();
        }
        chunk.copyTo(out);
        long bits = data.little32();
        return Size.of((bits & SIDE_MASK) + 1, (bits >> SIDE_BITS & SIDE_MASK) + 1);
    }

    private void exif(ByteReader data) {
        if (data.startsWith("Exif\0\0")) {
            data.skip(6);
        }
        orientation = Exif.orientation(data);
    }

    private static void write(String type, ByteArrayOutputStream data, ByteArrayOutputStream out) {
        out.writeBytes(type.getBytes(ISO_8859_1));
        writeLength(data.size(), out);
        out.writeBytes(data.toByteArray());
        if (data.size() % 2 == 1) {
            out.write(0);
        }
    }

    private static void writeLength(int length, ByteArrayOutputStream out) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.write(length >> shift);
        }
    }

    /** One chunk; a filler makes its length even. */
    private record Chunk(String type, ByteReader data) {

        Chunk(ByteReader parts) {
            this(parts.text(4), parts.take(parts.little32()));
            if (data.left() % 2 == 1 && parts.left() > 0) {
                parts.skip(1);
            }
        }

        /** Whether the next chunk ends before {@code parts} do. */
        static boolean isWholeIn(ByteReader parts) {
            if (parts.left() < 8) {
                return false;
            }
            var start = parts.at();
            parts.skip(4);
            boolean isWhole = parts.little32() <= parts.left();
            parts.unread(parts.at() - start);
            return isWhole;
        }

        /** Writes it anew, with what was read of its data already. */
        void copyTo(ByteArrayOutputStream out) {
            var copy = new ByteArrayOutputStream();
            data.whole().copyTo(copy);
            write(type, copy, out);
        }
    }
}
