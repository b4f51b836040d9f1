package dev.confab.chat.domain.port;

/** The registration of a listener. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

    /** Ends the calls of the listener. A call in progress may still finish afterwards. Idempotent. */
    @Override
    void close();
}
