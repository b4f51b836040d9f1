package dev.confab.chat.domain.device;

import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a message is still to be pushed: to the devices of all members, as far as they were not dealt with yet, or to
 * some that were left over. Immutable. Whoever works on one has claimed it, by moving {@code due} to where the claim ends.
 * Message and devices may be gone by the time somebody does.
 *
 * @param targets the only devices that are meant, at most {@value #PAGE}; empty for those of all members
 * @param cursor the last device that was dealt with, of all in the order of their ids; null for none
 * @param attempts how often {@code only} has been tried in vain
 * @param createdAt when the message was said
 * @param due not to be worked on before
 */
public record PendingPush(
        UUID id,
        MessageId message,
        List<DeviceId> targets,
        @Nullable DeviceId cursor,
        int attempts,
        Instant createdAt,
        Instant due) {

    /** After this time nobody wants to be told any more. */
    public static final Duration LIFETIME = Duration.ofDays(1);

    /** How many devices are dealt with at once. */
    public static final int PAGE = 200;

    public PendingPush {
        targets = List.copyOf(targets);
        if (targets.size() > PAGE) {
            throw new IllegalArgumentException("too many devices for " + id);
        }
    }

    /** That {@code message} is to be pushed to those who have not read it {@code delay} after it was said. */
    public static PendingPush of(Message message, Duration delay) {
        return new PendingPush(
                message.id().value(),
                message.id(),
                List.of(),
                null,
                0,
                message.created(),
                message.created().plus(delay));
    }

    /** That it is to be pushed to {@code missed}, who were tried in vain, once more. */
    public PendingPush retry(UUID newId, List<DeviceId> missed, Instant newDue) {
        return new PendingPush(newId, message, missed, null, attempts + 1, createdAt, newDue);
    }

    /** That it is to be pushed to {@code held}, who were not to be told yet, if they are to be then. */
    public PendingPush delayed(UUID newId, List<DeviceId> held, Instant newDue) {
        return new PendingPush(newId, message, held, null, attempts, createdAt, newDue);
    }

    /** That it is to be pushed to the devices after {@code last}. */
    public PendingPush continueAfter(DeviceId last, Instant newDue) {
        return new PendingPush(id, message, targets, last, attempts, createdAt, newDue);
    }

    /** The same at another time. */
    public PendingPush withDue(Instant newDue) {
        return new PendingPush(id, message, targets, cursor, attempts, createdAt, newDue);
    }

    public boolean isTooOldAt(Instant now) {
        return !now.isBefore(createdAt.plus(LIFETIME));
    }
}
