package dev.confab.chat.adapter.image;

import dev.confab.chat.domain.port.ImageCodec;
import dev.confab.chat.domain.port.ImageStore;
import java.nio.file.Path;
import java.time.InstantSource;

/** The door to images. What it answers holds no thread and need not be closed. */
public final class ImageAdapter {

    private ImageAdapter() {}

    /**
     * Reads PNG, JPEG, GIF and WebP. Everything it answers was written anew, but for WebP, of which those parts are kept
     * that are drawn, after they could be decoded.
     *
     * <p>One upload of each user is decoded at a time, and half as many in all as there are processors. At most half of
     * the memory of the Java virtual machine is used at a time; what needs more than that alone is too large. A photo
     * takes three bytes for each pixel, twice that if it has to be turned, and 45 as lossy WebP.
     *
     * @param clock by which the pixels that a user may have decoded come back
     */
    public static ImageCodec codec(InstantSource clock) {
        return new SafeCodec(Runtime.getRuntime().maxMemory() / 2, clock);
    }

    /**
     * Keeps files in {@code folder}, which is made if it is not there; only the user that runs this process may read
     * them. Several nodes must share one.
     *
     * @param clock tells how old a file is
     */
    public static ImageStore onDisk(Path folder, InstantSource clock) {
        return new DiskImageStore(folder, clock);
    }
}
