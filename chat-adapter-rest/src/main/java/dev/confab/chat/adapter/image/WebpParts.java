package dev.confab.chat.adapter.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.confab.chat.adapter.image.DecodePlan.Size;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parser of WebP files (RFC 9649). A file is one chunk that contains either a single image, or a canvas with one image or
 * with animation frames. An image may be preceded by a chunk with its transparency. Because there is no WebP writer, the
 * parser also builds the file that is stored: a copy that contains only what is drawn.
 */
final class WebpParts {

    static final String SIGNATURE = "RIFF";
    static final String TYPE = "WEBP";

    private static final String CANVAS = "VP8X";
    private static final String ANIMATION = "ANIM";
    private static final String FRAME = "ANMF";
    private static final String ALPHA = "ALPH";
    private static final String LOSSY = "VP8 ";
    private static final String LOSSLESS = "VP8L";

    private static final String PROFILE = "ICCP";

    private static final int IS_CLEARED = 1;
    private static final int IS_REPLACING = 2;
    private static final int MAX_MILLISECONDS = 65_535;

    private static final int HAS_ALPHA = 0x10;
    private static final int HAS_PROFILE = 0x20;
    private static final int IS_ANIMATED = 0x02;

    private static final int LOSSLESS_MARK = 0x2f;
    private static final int START_CODE = 0x2a019d;
    private static final int SIDE_BITS = 14;
    private static final int SIDE_MASK = (1 << SIDE_BITS) - 1;

    // Measured memory of the decoder in bytes: for a lossy pixel, a lossless pixel, a byte of prefix codes, and all
    // codes.
    private static final int LOSSY_BYTES = 45;
    private static final int LOSSLESS_BYTES = 9;
    private static final int CODE_BYTES = 2_200;
    private static final long MAX_CODE_BYTES = 400_000_000;

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
     * The contents of a file.
     *
     * @param clean a file that contains only what is drawn
     * @param frames empty if the image is not animated
     * @param plays the number of repetitions; 0 if the animation never ends
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
        var size = parts.startsWith(CANVAS) ? readCanvas(parts) : readImage(parts, clean);
        return new Parts(plan(size), toFile(), frames, plays);
    }

    private DecodePlan plan(Size size) {
        long decoding = size.pixels() * bytesPerPixel + Math.min(codes, MAX_CODE_BYTES);
        long work = frames.isEmpty() ? size.pixels() : 0;
        for (var frame : frames) {
            work += frame.size().pixels();
        }
        var profiled = profile == null ? null : IccTransform.of(profile, false);
        return new DecodePlan(
                size,
                Math.max(1, frames.size()),
                work,
                clean.size(),
                decoding,
                orientation,
                ColorTransform.ifNoticeable(profiled));
    }

    private byte[] toFile() {
        var file = new ByteArrayOutputStream();
        file.writeBytes(SIGNATURE.getBytes(ISO_8859_1));
        WebpChunk.writeLength(TYPE.length() + clean.size(), file);
        file.writeBytes(TYPE.getBytes(ISO_8859_1));
        file.writeBytes(clean.toByteArray());
        return file.toByteArray();
    }

    private Size readCanvas(ByteReader parts) {
        var header = WebpChunk.read(parts).data();
        int declaredFlags = header.next();
        int flags = declaredFlags & (HAS_ALPHA | IS_ANIMATED);
        header.skip(3);
        int start = header.at();
        var size = Size.of(header.little24() + 1L, header.little24() + 1L);
        var copy = new ByteArrayOutputStream();
        copy.write(flags);
        copy.writeBytes(new byte[3]);
        header.since(start).copyTo(copy);
        WebpChunk.write(CANVAS, copy, clean);
        if ((flags & IS_ANIMATED) != 0) {
            readFrames(parts, size);
        } else if (!readImage(parts, clean).equals(size)) {
            throw ImageErrors.file();
        }
        if ((declaredFlags & HAS_PROFILE) == 0) {
            profile = null; // browsers ignore an undeclared profile
        }
        return size;
    }

    private void readFrames(ByteReader parts, Size canvas) {
        while (parts.left() > 0) {
            var chunk = WebpChunk.read(parts);
            switch (chunk.type()) {
                case ANIMATION -> readAnimation(chunk);
                case FRAME -> readFrame(chunk.data(), canvas);
                case PROFILE -> readProfile(chunk.data());
                default -> {}
            }
        }
        if (frames.isEmpty() || isCut) {
            throw ImageErrors.file();
        }
    }

    private void readAnimation(WebpChunk chunk) {
        chunk.data().skip(4);
        plays = chunk.data().little16();
        chunk.copyTo(clean);
    }

    private void readProfile(ByteReader data) {
        if (profile == null) {
            profile = data.rest();
        }
    }

    private void readFrame(ByteReader data, Size canvas) {
        var copy = new ByteArrayOutputStream();
        int start = data.at();
        int left = 2 * data.little24();
        int top = 2 * data.little24();
        var size = Size.of(data.little24() + 1L, data.little24() + 1L);
        int milliseconds = data.little24();
        int flags = data.next();
        data.since(start).copyTo(copy);
        if (!canvas.holds(size, left, top) || !readImage(data, copy).equals(size)) {
            throw ImageErrors.file();
        }
        WebpChunk.write(FRAME, copy, clean);
        frames.add(control(left, top, size, milliseconds, flags));
        if (frames.size() > DecodePlan.MAX_FRAMES) {
            throw ImageErrors.tooManyFrames();
        }
    }

    /** Returns the frame control of an animated PNG; durations above 65 s are rounded to seconds. */
    private static FrameControl control(int left, int top, Size size, int milliseconds, int flags) {
        boolean isLong = milliseconds > MAX_MILLISECONDS;
        return new FrameControl(
                left,
                top,
                size,
                isLong ? milliseconds / 1_000 : milliseconds,
                isLong ? 1 : 1_000,
                flags & IS_CLEARED,
                (flags & IS_REPLACING) == 0 ? 1 : 0);
    }

    /** Reads one image and the chunks around it, up to the end of {@code parts}. */
    private Size readImage(ByteReader parts, ByteArrayOutputStream out) {
        Size size = null;
        while (parts.left() > 0) {
            if (size != null && isCut && !WebpChunk.isWholeIn(parts)) {
                break; // a truncated chunk after the image
            }
            var chunk = WebpChunk.read(parts);
            switch (chunk.type()) {
                case ALPHA -> readAlpha(chunk, out);
                case LOSSY -> size = requireFirst(size, readLossy(chunk, out));
                case LOSSLESS -> size = requireFirst(size, readLossless(chunk, out));
                case "EXIF" -> readExif(chunk.data());
                case PROFILE -> readProfile(chunk.data());
                default -> {}
            }
        }
        if (size == null) {
            throw ImageErrors.file();
        }
        return size;
    }

    private static Size requireFirst(@Nullable Size previous, Size size) {
        if (previous != null) {
            throw ImageErrors.file();
        }
        return size;
    }

    private void readAlpha(WebpChunk chunk, ByteArrayOutputStream out) {
        codes = Math.max(codes, (long) CODE_BYTES * chunk.data().left());
        chunk.copyTo(out);
    }

    private Size readLossy(WebpChunk chunk, ByteArrayOutputStream out) {
        var data = chunk.data();
        boolean isWhole = (data.little24() & 1) == 0;
        if (!isWhole || data.little24() != START_CODE) {
            throw ImageErrors.file();
        }
        bytesPerPixel = LOSSY_BYTES;
        chunk.copyTo(out);
        return Size.of(data.little16() & SIDE_MASK, data.little16() & SIDE_MASK);
    }

    private Size readLossless(WebpChunk chunk, ByteArrayOutputStream out) {
        var data = chunk.data();
        codes = Math.max(codes, (long) CODE_BYTES * data.left());
        if (data.next() != LOSSLESS_MARK) {
            throw ImageErrors.file();
        }
        chunk.copyTo(out);
        long bits = data.little32();
        return Size.of((bits & SIDE_MASK) + 1, (bits >> SIDE_BITS & SIDE_MASK) + 1);
    }

    private void readExif(ByteReader data) {
        if (data.startsWith("Exif\0\0")) {
            data.skip(6);
        }
        orientation = Exif.orientation(data);
    }
}
