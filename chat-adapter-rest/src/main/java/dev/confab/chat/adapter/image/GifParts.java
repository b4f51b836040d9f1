package dev.confab.chat.adapter.image;

import dev.confab.chat.adapter.image.DecodePlan.Size;
import dev.confab.chat.domain.Refusal;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parser of GIF files (GIF89a). A file has a screen and blocks: frames, which are parts of the screen, their
 * controls, and extensions. Of these, only the one about repetition is kept.
 */
final class GifParts {

    static final String SIGNATURE = "GIF8";

    private static final int EXTENSION = 0x21;
    private static final int FRAME = 0x2c;
    private static final int END = 0x3b;
    private static final int CONTROL = 0xf9;
    private static final int APPLICATION = 0xff;

    private final ByteReader file;
    private final ByteArrayOutputStream clean = new ByteArrayOutputStream();
    private final List<Frame> frames = new ArrayList<>();
    private Control control = Control.NONE;
    private Size screen = new Size(0, 0);
    private long work;

    @Nullable
    private Integer repeats;

    private GifParts(ByteReader file) {
        this.file = file;
    }

    /**
     * The display of a frame.
     *
     * @param disposal of the frame before the next one, as in the file: 0 to 3
     * @param delay in hundredths of a second
     */
    record Control(int disposal, int delay, @Nullable Integer transparent) {
        static final Control NONE = new Control(0, 0, null);
    }

    /** A frame and its position on the screen. */
    record Frame(int left, int top, Control control) {}

    /**
     * The animation in a file.
     *
     * @param clean a file that contains only what is drawn
     * @param repeats the number of repetitions; 0 if the animation never ends, null if it plays once
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Animation(
            DecodePlan plan,
            byte[] clean,
            List<Frame> frames,
            @Nullable Integer repeats) {
        Animation {
            frames = List.copyOf(frames);
        }
    }

    static Animation read(byte[] file) {
        return new GifParts(new ByteReader(file)).read();
    }

    private Animation read() {
        screen();
        while (file.left() > 0 && readBlock() != END) {}
        clean.write(END);
        // Frames are decoded to one byte per pixel, and the first one is drawn on a screen of four bytes per pixel.
        var plan = new DecodePlan(
                screen, frames.size(), work, clean.size(), 5 * screen.pixels(), Orientation.UPRIGHT, null);
        return new Animation(plan, clean.toByteArray(), frames, repeats);
    }

    private void screen() {
        int start = file.at();
        var version = file.text(6);
        if (!version.equals("GIF89a") && !version.equals("GIF87a")) {
            throw ImageErrors.file();
        }
        screen = Size.of(file.little16(), file.little16());
        int flags = file.next();
        file.skip(2);
        palette(flags);
        file.since(start).copyTo(clean);
    }

    private void palette(int flags) {
        if ((flags & 0x80) != 0) {
            file.skip(3L << ((flags & 7) + 1));
        }
    }

    private int readBlock() {
        int start = file.at();
        int type = file.next();
        switch (type) {
            case EXTENSION -> {
                return extensionOrEnd(start);
            }
            case FRAME -> frame(start);
            case END -> {}
            default -> {
                if (frames.isEmpty()) {
                    throw ImageErrors.file();
                }
                return END; // browsers show the earlier frames
            }
        }
        return type;
    }

    /** Accepts an extension that is truncated by the end of the file, because it contains no pixels. */
    private int extensionOrEnd(int start) {
        try {
            extension(start);
            return EXTENSION;
        } catch (Refusal.Invalid cut) {
            if (!file.hasRunOut() || frames.isEmpty()) {
                throw cut;
            }
            return END;
        }
    }

    private void extension(int start) {
        int label = file.next();
        if (label == CONTROL) {
            control(start);
        } else if (label == APPLICATION) {
            application();
        } else {
            skipData();
        }
    }

    private void control(int start) {
        if (file.next() != 4) {
            throw ImageErrors.file();
        }
        int flags = file.next();
        int delay = file.little16();
        int color = file.next();
        control = new Control(Math.min(flags >> 2 & 7, 3), delay, (flags & 1) == 0 ? null : color);
        if (file.next() != 0) {
            throw ImageErrors.file();
        }
        file.since(start).copyTo(clean);
    }

    private void application() {
        var name = file.take(file.next());
        int length = file.next();
        var data = file.take(length);
        if (length == 3 && (name.startsWith("NETSCAPE2.0") || name.startsWith("ANIMEXTS1.0")) && data.next() == 1) {
            repeats = data.little16();
        }
        if (length > 0) {
            skipData();
        }
    }

    private void frame(int start) {
        int left = file.little16();
        int top = file.little16();
        var size = Size.of(file.little16(), file.little16());
        if (!screen.holds(size, left, top)) {
            throw ImageErrors.file();
        }
        palette(file.next());
        int codeBits = file.next();
        file.since(start).copyTo(clean);
        pixels(size, codeBits);
        work += size.pixels();
        frames.add(new Frame(left, top, control));
        control = Control.NONE;
        if (frames.size() > DecodePlan.MAX_FRAMES) {
            throw ImageErrors.tooManyFrames();
        }
    }

    /** Copies the compressed pixels. Only their end code may be missing. */
    private void pixels(Size size, int codeBits) {
        var data = new ByteArrayOutputStream();
        boolean isCut = false;
        int length = 1;
        while (length > 0 && !isCut) {
            isCut = file.left() == 0 || (length = file.next()) > file.left();
            var block = file.take(isCut ? file.left() : length);
            if (block.left() > 0) {
                clean.write(block.left());
                block.copyTo(clean);
                block.copyTo(data);
            }
        }
        clean.write(0);
        if (isCut && LzwLength.pixels(data.toByteArray(), codeBits) < size.pixels()) {
            throw ImageErrors.file();
        }
    }

    private void skipData() {
        for (int length = file.next(); length > 0; length = file.next()) {
            file.skip(length);
        }
    }
}
