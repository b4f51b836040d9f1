package dev.confab.chat.app.http;

/**
 * How fast the client of one connection reads what it is sent. Time counts only while a write waits for the client, and in
 * stretches as long as a head may take: what fits into the buffers of the system goes out at once, and says nothing.
 * Guarded by its monitor.
 */
final class SlowReader {

    private boolean isWaiting;
    private long since;
    private long bytes;

    /** Notes a write of {@code count} bytes, after which {@code isDone} says whether the client has taken everything. */
    synchronized void wrote(long count, boolean isDone) {
        if (isDone) {
            isWaiting = false;
        } else if (isWaiting) {
            bytes += count;
        } else {
            since = System.nanoTime();
            bytes = 0;
            isWaiting = true;
        }
    }

    /** Whether the client has read too little in a stretch that is over; a new one begins then. */
    synchronized boolean isSlowerThan(RequestPace pace) {
        long now = System.nanoTime();
        if (!isWaiting || now - since < pace.head().toNanos()) {
            return false;
        }
        boolean isSlow = pace.isTooSlow(bytes, now - since);
        since = now;
        bytes = 0;
        return isSlow;
    }
}
