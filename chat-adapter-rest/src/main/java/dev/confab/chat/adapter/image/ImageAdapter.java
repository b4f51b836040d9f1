package dev.confab.chat.adapter.image;

import dev.confab.chat.domain.port.ImageCodec;
import dev.confab.chat.domain.port.ImageStore;
import java.nio.file.Path;
import java.time.InstantSource;

/** The factory of the image codec and the image store. These have no threads and need not be closed. */
public final class ImageAdapter {

    /** Half of the memory that an idle server uses, including that of a password hash. */
    private static final long HALF_OF_THE_REST = 24 << 20;

    private ImageAdapter() {}

    /**
     * Returns a codec for PNG, JPEG, GIF and WebP. Images are encoded again. Only of WebP, the parts that are drawn are
     * kept after they could be decoded.
     *
     * <p>One upload per user is decoded at a time, and half as many in total as there are processors. Decoding uses at
     * most half of the heap less 24 MiB, because half of a small heap is used without any image. An image that needs
     * more is too large. A photo takes three bytes per pixel, six if it must be rotated, and 45 as lossy WebP.
     *
     * @param clock refills the pixel budgets of users
     */
    public static ImageCodec codec(InstantSource clock) {
        return new SafeCodec(Math.max(0, Runtime.getRuntime().maxMemory() / 2 - HALF_OF_THE_REST), clock);
    }

    /**
     * Returns a store in {@code folder}, which is created if it is missing and readable only for the user of this
     * process. Nodes must share one folder.
     *
     * @param clock decides how old a file is
     */
    public static ImageStore onDisk(Path folder, InstantSource clock) {
        return new DiskImageStore(folder, clock);
    }

    /** Whether files can be written in {@code folder}. Writes one, so it takes as long as the file system does. */
    public static boolean isWritable(Path folder) {
        return DiskImageStore.isWritable(folder);
    }
}
