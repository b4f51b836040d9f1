package dev.confab.chat.domain.port;

import java.util.function.Supplier;

/**
 * The boundaries of transactions. A transaction runs on the calling thread and may block. Transactions do not nest:
 * starting one within another throws {@link IllegalStateException}. Readers do not wait for writers.
 */
public interface Transactions {

    /**
     * Runs {@code work} and commits. When this method returns, all writes are durable and survive a crash of the process
     * or the machine. When it throws, nothing is stored. Each read sees everything committed before it, and the writes of
     * this transaction.
     *
     * <p>A store may roll back and run {@code work} again to resolve a deadlock, so {@code work} has no other side
     * effects than those on stores.
     *
     * @throws Unavailable if the store cannot be reached or accepts no writes. If this happens during the commit, it is
     *     unknown whether the transaction was committed.
     */
    <T> T write(Supplier<T> work);

    /** Runs {@code work}, which only reads. Writing or locking in it may throw {@link IllegalStateException}. */
    <T> T read(Supplier<T> work);

    /**
     * Runs {@code work}, which only reads, on a snapshot: all reads see the state committed before the first one. It
     * costs slightly more than {@link #read} and should be short.
     */
    <T> T snapshot(Supplier<T> work);
}
