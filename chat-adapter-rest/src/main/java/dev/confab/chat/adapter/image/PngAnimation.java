package dev.confab.chat.adapter.image;

import dev.confab.chat.adapter.image.DecodePlan.Size;
import dev.confab.chat.domain.Refusal;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The frames of an animated PNG. A contradictory animation is ignored, as in browsers. */
final class PngAnimation {

    private final Size canvas;
    private final List<FrameControl> controls = new ArrayList<>();
    private final List<ByteArrayOutputStream> data = new ArrayList<>();
    private int declaredFrames;
    private int plays;
    private boolean startsWithPicture;
    private boolean isBroken;

    PngAnimation(Size canvas) {
        this.canvas = canvas;
    }

    /** A frame with its zlib-compressed pixels. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Frame(FrameControl control, byte[] pixels) {}

    /**
     * Complete frames.
     *
     * @param plays the number of repetitions; 0 if the animation never ends
     * @param startsWithPicture whether the image of the file is the first frame
     */
    record Frames(List<Frame> all, int plays, boolean startsWithPicture) {
        Frames {
            all = List.copyOf(all);
        }
    }

    /** Reads a chunk of any type. */
    void add(String type, ByteReader chunk, boolean isBehindPicture) {
        try {
            switch (type) {
                case "acTL" -> {
                    declaredFrames = (int) Math.min(chunk.big32(), DecodePlan.MAX_FRAMES + 1L);
                    plays = (int) chunk.big32();
                }
                case "fcTL" -> control(chunk, isBehindPicture);
                case "IDAT" -> append(chunk, startsWithPicture);
                case "fdAT" -> {
                    chunk.skip(4);
                    append(chunk, controls.size() > (startsWithPicture ? 1 : 0));
                }
                default -> {}
            }
        } catch (Refusal.Invalid damaged) {
            isBroken = true;
        }
    }

    private void control(ByteReader chunk, boolean isBehindPicture) {
        chunk.skip(4);
        var size = Size.of(chunk.big32(), chunk.big32());
        long left = chunk.big32();
        long top = chunk.big32();
        var control =
                new FrameControl((int) left, (int) top, size, chunk.big16(), chunk.big16(), chunk.next(), chunk.next());
        isBroken |= left + size.width() > canvas.width() || top + size.height() > canvas.height();
        isBroken |= !isBehindPicture && (!size.equals(canvas) || startsWithPicture);
        isBroken |= control.disposal() > 2 || control.blending() > 1;
        startsWithPicture |= !isBehindPicture;
        if (controls.size() <= DecodePlan.MAX_FRAMES) {
            controls.add(control);
            data.add(new ByteArrayOutputStream());
        }
    }

    private void append(ByteReader chunk, boolean isOfFrame) {
        if (isOfFrame) {
            chunk.copyTo(data.get(data.size() - 1));
        }
    }

    /**
     * Returns the animation; null if there is none.
     *
     * @param isCut whether the file is truncated, so that missing frames are an error
     */
    @Nullable
    Frames frames(boolean isCut) {
        var frames = new ArrayList<Frame>();
        for (int i = 0; i < controls.size() && i < declaredFrames; i++) {
            if (data.get(i).size() > 0) {
                frames.add(new Frame(controls.get(i), data.get(i).toByteArray()));
            }
        }
        if (isBroken || frames.isEmpty()) {
            return null;
        }
        if (isCut && frames.size() < declaredFrames) {
            throw ImageErrors.file();
        }
        boolean isStill = frames.size() == 1 && startsWithPicture;
        return isStill ? null : new Frames(frames, plays, startsWithPicture);
    }
}
