package dev.confab.chat.domain.port;

import java.util.function.Supplier;

/**
 * Draws the line around what is stored together. A unit of work runs on the calling thread and may block. Units do not
 * nest: one that starts another gets an {@link IllegalStateException}. Readers do not wait for writers.
 */
public interface Transactions {

    /**
     * Runs {@code work} and commits. When this returns, all of it is durable: no crash of the process or the machine
     * takes it back. When it throws, whether from {@code work} or from the commit, nothing of it is stored. Reads
     * inside see what was committed before each of them, and what the unit itself wrote.
     *
     * <p>{@code work} may run more than once, each time after all of the time before was undone, where a store has to
     * resolve a deadlock: it does nothing that a store could not undo.
     *
     * @throws Unavailable if the store cannot be reached or takes no writes; whether a commit that was under way has happened
     *     is then unknown
     */
    <T> T write(Supplier<T> work);

    /** Runs {@code work}, which only reads; a write or lock in it may be an {@link IllegalStateException}. */
    <T> T read(Supplier<T> work);

    /**
     * As {@link #read}, but all reads inside see one state: what was committed before the first of them, and nothing of
     * what is committed after it. For what has to fit together; it costs a little more than a read, and should be short.
     */
    <T> T snapshot(Supplier<T> work);
}
