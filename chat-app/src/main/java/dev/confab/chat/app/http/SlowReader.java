package dev.confab.chat.app.http;

/**
 * Detects a client that reads responses too slowly. Time counts only while a write waits for the client, in intervals as long
 * as a head may take. Bytes that fit into the buffers of the system leave immediately and say nothing. Guarded by its monitor.
 */
final class SlowReader {

    private boolean isWaiting;
    private long since;
    private long bytes;

    /** Records a write of {@code count} bytes; {@code isDone} is true if nothing is left to write. */
    synchronized void recordWrite(long count, boolean isDone) {
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

    /** Whether the client has read too little in an interval that is over. Starts a new interval then. */
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
