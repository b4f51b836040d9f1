package dev.confab.chat.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The minimum heap: memory for the server, for hashing one password at a time, and for images. */
final class Heap {

    private static final Logger LOG = LoggerFactory.getLogger(Heap.class);

    private static final long MEBIBYTE = 1 << 20;

    /** The heap that {@code -Xmx48m} gives: collectors keep a part of it for themselves. */
    private static final long MINIMUM = 44 * MEBIBYTE;

    /** The heap that {@code -Xmx128m} gives. */
    private static final long COMFORTABLE = 120 * MEBIBYTE;

    private Heap() {}

    /**
     * Logs a warning if the heap is small.
     *
     * @throws StartFailure if the heap is too small to run
     */
    static void check(long bytes) {
        if (bytes < MINIMUM) {
            throw new StartFailure(
                    "A heap of " + bytes / MEBIBYTE + " MB is too small: one log-in takes 19 MB."
                            + " Start with JAVA_OPTS=-Xmx64m or more",
                    null);
        }
        if (bytes < COMFORTABLE) {
            LOG.warn(
                    "The heap has only {} MB: passwords are checked one at a time, and large images are refused."
                            + " Start with JAVA_OPTS=-Xmx128m or more",
                    bytes / MEBIBYTE);
        }
    }
}
