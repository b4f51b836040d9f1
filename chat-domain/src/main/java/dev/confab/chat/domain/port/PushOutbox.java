package dev.confab.chat.domain.port;

import dev.confab.chat.domain.device.PendingPush;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what is still to be pushed, until it is done, whether what it names is still there or not. Call within {@link
 * Transactions}.
 */
public interface PushOutbox {

    /** Notes all of {@code pushes}; one statement, however many. */
    void add(List<PendingPush> pushes);

    /** Is there anything to claim {@code now}? Costs less than to try; one statement. */
    boolean isAnyDue(Instant now);

    /**
     * Takes at most {@code limit} of those that are due {@code now}, the longest due first, and moves them to {@code
     * until}: nobody else is answered them before that. Who asks at the same time gets others, and does not wait. At
     * most two statements.
     */
    List<PendingPush> claim(Instant now, Instant until, int limit);

    /** Forgets what was {@code claimed} and is done, also what somebody else has claimed since; one statement. */
    void done(Collection<PendingPush> claimed);

    /** Puts {@code next} in the place of what was {@code claimed}, unless somebody else has claimed that since. */
    void replace(PendingPush claimed, PendingPush next);

    /** How much there is. Counts all of it. */
    Backlog backlog();

    /** Forgets at most {@code limit} of those noted before {@code time}, and answers how many; at most two statements. */
    int deleteCreatedBefore(Instant time, int limit);

    /** Forgets the latest beyond {@code most}; answers how many that were. */
    int trim(int most);

    /**
     * How much there is.
     *
     * @param oldest when the first message of all was said; empty for none
     */
    record Backlog(long size, Optional<Instant> oldest) {}
}
