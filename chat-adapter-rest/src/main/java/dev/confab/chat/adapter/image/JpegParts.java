package dev.confab.chat.adapter.image;

import dev.confab.chat.adapter.image.Plan.Size;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A JPEG file, ITU-T T.81: markers, most of them with a segment of data; after a start of scan comes packed data up to
 * the next marker that is none of its own. Kept are tables, frame and scans, which colours are meant, and nothing behind the end.
 */
final class JpegParts {

    static final String SIGNATURE = "\u00ff\u00d8\u00ff";

    /** A scan goes over the whole picture again; cameras make one, progressive files about ten. */
    private static final int MAX_SCANS = 100;

    private static final long MAX_SCANNED_PIXELS = 1_000_000_000;

    private static final int END = 0xd9;
    private static final int START_OF_SCAN = 0xda;
    private static final int FIRST_RESTART = 0xd0;
    private static final int LAST_RESTART = 0xd7;

    private static final byte[] PLAIN_JFIF = {
        (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
    };
    private static final int ADOBE_LENGTH = 12;

    private final Bytes file;
    private final boolean withColors;
    private final ByteArrayOutputStream clean = new ByteArrayOutputStream();
    private Orientation orientation = Orientation.UPRIGHT;
    private int scans;
    private boolean progressive;

    @Nullable
    private Size size;

    private JpegParts(Bytes file, boolean withColors) {
        this.file = file;
        this.withColors = withColors;
    }

    /** @param withColors whether to keep the colour profile, which may be damaged while the picture is not */
    static Plan plan(byte[] file, boolean withColors) {
        return new JpegParts(new Bytes(file), withColors).read();
    }

    private Plan read() {
        file.take(2).copyTo(clean);
        while (readPart() != END) {}
        if (size == null || scans == 0) {
            throw Damaged.file();
        }
        // A progressive picture waits in memory, as coefficients, until its last scan has come.
        int bytesPerPixel = progressive ? 9 : 3;
        return new Plan(size, 1, size.pixels() * bytesPerPixel, orientation, clean.toByteArray());
    }

    /** Reads up to the next marker; answers the one that it read. */
    private int readPart() {
        int start = file.at();
        int marker = marker();
        switch (marker) {
            case END -> {}
            case START_OF_SCAN -> scan();
            case 0xc0, 0xc1, 0xc2 -> frame(segment(), marker);
            case 0xc4, 0xdb, 0xdd -> segment(); // tables
            default -> {
                note(marker, start);
                return marker;
            }
        }
        file.since(start).copyTo(clean);
        return marker;
    }

    /** Of the notes of all sorts only those are kept that say what the colours mean. */
    private void note(int marker, int start) {
        boolean isNote = (marker >= 0xe0 && marker <= 0xef) || marker == 0xfe;
        if (!isNote) {
            throw Damaged.file(); // of a kind that no browser shows
        }
        var segment = segment();
        switch (marker) {
            case 0xe0 -> jfif(segment);
            case 0xe1 -> exif(segment);
            case 0xe2 -> keepIf(withColors && segment.startsWith("ICC_PROFILE\0"), start);
            case 0xee -> keepIf(segment.startsWith("Adobe") && segment.left() == ADOBE_LENGTH, start);
            default -> {}
        }
    }

    private int marker() {
        if (file.next() != 0xff) {
            throw Damaged.file();
        }
        int marker = file.next();
        while (marker == 0xff) {
            marker = file.next();
        }
        return marker;
    }

    private Bytes segment() {
        return file.take(file.big16() - 2L);
    }

    private void frame(Bytes frame, int marker) {
        if (size != null) {
            throw Damaged.file();
        }
        frame.skip(1);
        int height = frame.big16();
        size = Size.of(frame.big16(), height);
        progressive = marker == 0xc2;
    }

    private void scan() {
        if (size == null) {
            throw Damaged.file();
        }
        scans++;
        if (scans > MAX_SCANS || scans * size.pixels() > MAX_SCANNED_PIXELS) {
            throw Damaged.tooMuchMotion();
        }
        segment();
        int next;
        do {
            file.skipTo(0xff);
            file.skip(1);
            next = file.next();
        } while (next == 0 || next == 0xff || (next >= FIRST_RESTART && next <= LAST_RESTART));
        file.unread(2);
    }

    private void jfif(Bytes segment) {
        if (segment.startsWith("JFIF\0")) {
            clean.writeBytes(PLAIN_JFIF);
        }
    }

    private void exif(Bytes segment) {
        if (segment.startsWith("Exif\0\0")) {
            segment.skip(6);
            orientation = Exif.orientation(segment);
        }
    }

    private void keepIf(boolean isNeeded, int start) {
        if (isNeeded) {
            file.since(start).copyTo(clean);
        }
    }
}
