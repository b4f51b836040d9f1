package dev.confab.chat.domain.port;

import dev.confab.chat.domain.Secret;
import java.util.concurrent.atomic.AtomicLong;

/** A source of predictable secrets in a fixed order, for tests only. */
public final class SequentialSecrets implements SecretSource {

    private final AtomicLong drawn = new AtomicLong();
    private final long series;

    public SequentialSecrets() {
        this(0);
    }

    /** Creates a source whose secrets differ from those of other series. */
    public SequentialSecrets(long series) {
        this.series = series;
    }

    @Override
    public Secret next() {
        return new Secret(String.format("secret_%016x_%016x", series, drawn.getAndIncrement()));
    }
}
