package dev.confab.chat.domain.port;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. Shows whole milliseconds. Callable from every thread. */
public final class TestClock implements InstantSource {

    private final AtomicReference<Instant> now;

    public TestClock() {
        this(Instant.parse("2026-03-01T10:00:00.123Z"));
    }

    public TestClock(Instant start) {
        now = new AtomicReference<>(start.truncatedTo(ChronoUnit.MILLIS));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /** The same time as that of a monotonic clock, which a test moves by moving this one. */
    public long nanos() {
        return Duration.between(Instant.EPOCH, now.get()).toNanos();
    }

    /** Moves on by one millisecond and answers the new time. */
    public Instant tick() {
        return forward(Duration.ofMillis(1));
    }

    /** Moves on by {@code time}, cut to whole milliseconds, and answers the new time. */
    public Instant forward(Duration time) {
        return now.updateAndGet(before -> before.plusMillis(time.toMillis()));
    }
}
