package dev.confab.chat.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the server needs of the heap: room for itself, for one password at a time, and for pictures. */
final class Heap {

    private static final Logger LOG = LoggerFactory.getLogger(Heap.class);

    private static final long MEBIBYTE = 1 << 20;

    /** What {@code -Xmx48m} comes to; the collectors count a part of it for themselves. */
    private static final long LEAST = 44 * MEBIBYTE;

    /** What {@code -Xmx128m} comes to. */
    private static final long COMFORTABLE = 120 * MEBIBYTE;

    private Heap() {}

    /**
     * Warns of a heap that is small.
     *
     * @throws StartFailure if the server could not work on it
     */
    static void check(long bytes) {
        if (bytes < LEAST) {
            throw new StartFailure(
                    "A heap of " + bytes / MEBIBYTE + " MB is too small: a log-in alone takes 19 MB."
                            + " Start with JAVA_OPTS=-Xmx64m or more",
                    null);
        }
        if (bytes < COMFORTABLE) {
            LOG.warn(
                    "The heap has only {} MB: passwords are checked one at a time, and large pictures are refused."
                            + " JAVA_OPTS=-Xmx128m or more is comfortable",
                    bytes / MEBIBYTE);
        }
    }
}
