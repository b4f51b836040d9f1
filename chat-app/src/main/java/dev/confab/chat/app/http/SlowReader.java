package dev.confab.chat.app.http;

/**
 * How fast the client of one connection reads what it is sent. Time counts only while a write waits for the client.
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

    synchronized boolean isSlowerThan(RequestPace pace) {
        return isWaiting && pace.isTooSlow(bytes, System.nanoTime() - since);
    }
}
