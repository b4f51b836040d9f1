package dev.confab.chat.adapter.image;

import dev.confab.chat.adapter.image.DecodePlan.Size;
import dev.confab.chat.domain.Refusal;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the frames of an animated PNG. What contradicts itself is no animation, as in browsers. */
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

    /** One frame and its pixels, packed by zlib. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Frame(FrameControl control, byte[] pixels) {}

    /**
     * Whole frames.
     *
     * @param plays how often they are shown, 0 for without end
     * @param startsWithPicture whether the picture of the file is the first of them
     */
    record Frames(List<Frame> all, int plays, boolean startsWithPicture) {
        Frames {
            all = List.copyOf(all);
        }
    }

    /** Takes in a chunk of whatever type. */
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
     * Returns what moves, or null if nothing does.
     *
     * @param isCut whether the file ended too early, so that fewer frames than declared are damage
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
