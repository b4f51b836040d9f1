package dev.confab.chat.domain.port;

import dev.confab.chat.domain.device.PendingPush;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A store of pending pushes until they are done, even if their messages or devices no longer exist. All calls must be
 * made within {@link Transactions}.
 */
public interface PushOutbox {

    /** Stores all of the pushes in one statement. */
    void add(List<PendingPush> pushes);

    /** Whether a push is due at {@code now}. Cheaper than {@link #claim}; one statement. */
    boolean isAnyDue(Instant now);

    /**
     * Claims at most {@code limit} pushes that are due at {@code now}, the longest due first. They become due again at
     * {@code until}; no other call returns them before that. Concurrent calls return different pushes without waiting.
     * At most two statements.
     */
    List<PendingPush> claim(Instant now, Instant until, int limit);

    /** Deletes pushes that are done, even if another node has claimed them since. One statement. */
    void done(Collection<PendingPush> claimed);

    /** Replaces a claimed push by {@code next}, unless another node has claimed it since. */
    void replace(PendingPush claimed, PendingPush next);

    /** Counts all pending pushes. */
    Backlog backlog();

    /**
     * Deletes at most {@code limit} pushes of messages posted before {@code time}. At most two statements.
     *
     * @return the number of deleted pushes
     */
    int deleteCreatedBefore(Instant time, int limit);

    /**
     * Deletes the latest pushes beyond a number of {@code max}.
     *
     * @return the number of deleted pushes
     */
    int trim(int max);

    /**
     * The size of the outbox.
     *
     * @param oldest when the oldest of the messages was posted; empty if there is none
     */
    record Backlog(long size, Optional<Instant> oldest) {}
}
