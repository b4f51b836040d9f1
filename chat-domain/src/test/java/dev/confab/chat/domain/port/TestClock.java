package dev.confab.chat.domain.port;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. Whole milliseconds only. Thread-safe. */
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

    /** Returns the same time as that of a monotonic clock, which moves with this one. */
    public long nanos() {
        return Duration.between(Instant.EPOCH, now.get()).toNanos();
    }

    /** Advances by one millisecond, and returns the new time. */
    public Instant tick() {
        return forward(Duration.ofMillis(1));
    }

    /** Advances by {@code time}, cut to whole milliseconds, and returns the new time. */
    public Instant forward(Duration time) {
        return now.updateAndGet(before -> before.plusMillis(time.toMillis()));
    }
}
