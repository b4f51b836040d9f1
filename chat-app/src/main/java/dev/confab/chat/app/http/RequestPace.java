package dev.confab.chat.app.http;

import java.time.Duration;

/**
 * How slowly a request may arrive, and its response be read. A request that is slower is answered with 408, and its
 * connection is closed.
 *
 * @param head the time within which the request line and the headers must be complete, from the first byte on
 * @param grace the time during which a body may be arbitrarily slow, from the first attempt to read it on
 * @param bytesPerSecond the average rate that a body must have after {@code grace}, and a response that waits to be read
 */
public record RequestPace(Duration head, Duration grace, int bytesPerSecond) {

    /** The values of the wire contract. */
    public static final RequestPace STANDARD = new RequestPace(Duration.ofSeconds(30), Duration.ofSeconds(10), 500);

    /** Whether a body of which {@code bytes} arrived within {@code nanos} is too slow. */
    boolean isTooSlow(long bytes, long nanos) {
        return nanos > grace.toNanos()
                && bytes
                        < bytesPerSecond
                                * (nanos / (double) Duration.ofSeconds(1).toNanos());
    }
}
