package dev.confab.chat.domain.port;

import dev.confab.chat.domain.Secret;
import java.util.concurrent.atomic.AtomicLong;

/** Draws the same secrets in the same order every time, which anybody can guess: for tests only. */
public final class SequentialSecrets implements SecretSource {

    private final AtomicLong drawn = new AtomicLong();
    private final long series;

    public SequentialSecrets() {
        this(0);
    }

    /** Secrets of another {@code series} are other secrets. */
    public SequentialSecrets(long series) {
        this.series = series;
    }

    @Override
    public Secret next() {
        return new Secret(String.format("secret_%016x_%016x", series, drawn.getAndIncrement()));
    }
}
