package dev.confab.chat.domain.port;

/** A listener's hold on what it listens to. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

    /** Ends the calls; one that is under way may still finish afterwards. Closing again does nothing. */
    @Override
    void close();
}
