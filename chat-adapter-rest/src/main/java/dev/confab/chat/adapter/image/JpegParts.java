package dev.confab.chat.adapter.image;

import dev.confab.chat.adapter.image.DecodePlan.Size;
import dev.confab.chat.domain.Refusal;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A parser of JPEG files (ITU-T T.81). A file consists of markers, most of them with a segment of data. A start of scan
 * is followed by compressed data up to the next marker. Tables, frame and scans are kept. Padding between segments and
 * a missing end are accepted, as in browsers.
 */
final class JpegParts {

    static final String SIGNATURE = "\u00ff\u00d8\u00ff";

    /** The maximum number of scans. Cameras write one, progressive files about ten. */
    private static final int MAX_SCANS = 100;

    private static final long MAX_SCANNED_PIXELS = 1_000_000_000;

    /** The number of progressive scans that cost as much as decoding a baseline image. */
    private static final int SCANS_PER_PICTURE = 10;

    private static final int START = 0xd8;
    private static final int END = 0xd9;
    private static final int START_OF_SCAN = 0xda;
    private static final int FIRST_RESTART = 0xd0;
    private static final int LAST_RESTART = 0xd7;
    private static final int TEMPORARY = 0x01;

    private final ByteReader file;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final JpegColors colors = new JpegColors();
    private final ScanCoverage coverage = new ScanCoverage();
    private @Nullable Orientation orientation;
    private @Nullable Size size;
    private int scans;
    private boolean isProgressive;
    private boolean isCut;

    private JpegParts(byte[] file) {
        this.file = new ByteReader(file);
    }

    /**
     * The contents of a file.
     *
     * @param clean a file that contains only what is drawn
     * @param isCut whether the end is missing; the pixels may still be complete
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Parts(DecodePlan plan, byte[] clean, JpegColors colors, boolean isCut) {}

    static Parts read(byte[] file) {
        return new JpegParts(file).read();
    }

    private Parts read() {
        file.skip(2);
        try {
            while (readPart() != END) {}
        } catch (Refusal.Invalid damaged) {
            if (!file.hasRunOut()) {
                throw damaged;
            }
            isCut = true;
        }
        if (size == null || scans == 0 || (isCut && !coverage.isComplete())) {
            throw ImageErrors.file();
        }
        return new Parts(plan(size), clean(), colors, isCut);
    }

    private DecodePlan plan(Size pixels) {
        // A progressive image is kept as coefficients until its last scan. Four channels are raw
        // until they are converted to three.
        long bytesPerPixel = colors.channels() == 4 ? (isProgressive ? 15 : 7) : isProgressive ? 9 : 3;
        long work = pixels.pixels() * Math.max(SCANS_PER_PICTURE, scans) / SCANS_PER_PICTURE;
        return new DecodePlan(
                pixels,
                1,
                work,
                body.size(),
                pixels.pixels() * bytesPerPixel,
                orientation == null ? Orientation.UPRIGHT : orientation,
                colors.channels() == 4 ? null : colors.transform());
    }

    private byte[] clean() {
        var clean = new ByteArrayOutputStream();
        clean.writeBytes(new byte[] {(byte) 0xff, (byte) START});
        clean.writeBytes(colors.marker());
        clean.writeBytes(body.toByteArray());
        clean.writeBytes(new byte[] {(byte) 0xff, (byte) END});
        return clean.toByteArray();
    }

    /** Reads up to the next marker and returns the previous one. */
    private int readPart() {
        int marker = marker();
        int start = file.at() - 2;
        switch (marker) {
            case END, TEMPORARY -> {
                return marker;
            }
            case START_OF_SCAN -> scan();
            case 0xc0, 0xc1, 0xc2 -> frame(segment(), marker);
            case 0xc4, 0xdb, 0xdd -> segment(); // tables
            default -> {
                if (marker < FIRST_RESTART || marker > LAST_RESTART) {
                    note(marker);
                }
                return marker;
            }
        }
        file.since(start).copyTo(body);
        return marker;
    }

    /** Reads the metadata segments that influence the appearance. */
    private void note(int marker) {
        boolean isNote = (marker >= 0xe0 && marker <= 0xef) || marker == 0xfe || marker == 0xdc || marker == 0xcc;
        if (!isNote) {
            throw ImageErrors.file(); // not supported by browsers
        }
        var segment = segment();
        switch (marker) {
            case 0xe0 -> colors.addJfif(segment);
            case 0xe1 -> exif(segment);
            case 0xe2 -> colors.addProfilePart(segment);
            case 0xee -> colors.addAdobe(segment);
            default -> {}
        }
    }

    /** Skips to the next marker. */
    private int marker() {
        int marker;
        do {
            file.skipTo(0xff);
            marker = afterFill();
        } while (marker == 0);
        return marker;
    }

    /** Returns the byte after any number of bytes 0xFF. */
    private int afterFill() {
        int next = file.next();
        while (next == 0xff) {
            next = file.next();
        }
        return next;
    }

    private ByteReader segment() {
        return file.take(file.big16() - 2L);
    }

    private void frame(ByteReader frame, int marker) {
        if (size != null) {
            throw ImageErrors.file();
        }
        frame.skip(1);
        int height = frame.big16();
        size = Size.of(frame.big16(), height);
        isProgressive = marker == 0xc2;
        int count = frame.next();
        if (count != 1 && count != 3 && count != 4) {
            throw ImageErrors.file();
        }
        for (int i = 0; i < count; i++) {
            int id = frame.next();
            colors.addComponent(id);
            coverage.addComponent(id);
            frame.skip(2);
        }
    }

    private void scan() {
        if (size == null) {
            throw ImageErrors.file();
        }
        if (scans + 1 > MAX_SCANS || (scans + 1) * size.pixels() > MAX_SCANNED_PIXELS) {
            throw ImageErrors.tooManyFrames();
        }
        var header = segment();
        scans++;
        coverage.addScan(header, isProgressive);
        skipPackedData();
    }

    /** Skips compressed data up to the next other marker or the end of the file. */
    private void skipPackedData() {
        while (file.left() > 0) {
            file.skipTo(0xff);
            int start = file.at();
            int next = 0xff;
            while (next == 0xff && file.left() > 0) {
                next = file.next();
            }
            boolean isOfTheData = next == 0 || (next >= FIRST_RESTART && next <= LAST_RESTART);
            if (!isOfTheData) {
                file.unread(file.at() - start);
                return;
            }
        }
    }

    private void exif(ByteReader segment) {
        if (orientation == null && segment.startsWith("Exif\0\0")) {
            segment.skip(6);
            orientation = Exif.orientation(segment);
        }
    }
}
