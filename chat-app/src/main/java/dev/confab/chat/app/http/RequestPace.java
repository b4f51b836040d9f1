package dev.confab.chat.app.http;

import java.time.Duration;

/**
 * The slowest pace of a request and of reading its response. A slower request gets a 408, and its connection is closed.
 *
 * @param head the time for the request line and the headers, from the first byte
 * @param grace the time in which a body may be arbitrarily slow, from the first attempt to read it
 * @param bytesPerSecond the minimum average rate of a body after {@code grace}, and of reading a response
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
