package dev.confab.chat.domain.device;

import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message whose push is still due, either to the remaining devices of all members or to given target devices.
 *
 * <p>A node claims a pending push by moving {@code due} to the end of its claim, and processes it while the claim lasts.
 * The message and devices may have been deleted in the meantime. Immutable.
 *
 * @param targets the target devices, at most {@value #PAGE}; empty for the devices of all members
 * @param cursor the last processed device in the order of ids; null if none was processed
 * @param attempts the number of failed attempts to reach {@code targets}
 * @param createdAt when the message was posted
 * @param due the earliest time at which a node may claim the push
 */
public record PendingPush(
        UUID id,
        MessageId message,
        List<DeviceId> targets,
        @Nullable DeviceId cursor,
        int attempts,
        Instant createdAt,
        Instant due) {

    /** How long after the message a push is still useful; older pushes are dropped. */
    public static final Duration LIFETIME = Duration.ofDays(1);

    /** Maximum number of devices that a node processes at a time. */
    public static final int PAGE = 200;

    public PendingPush {
        targets = List.copyOf(targets);
        if (targets.size() > PAGE) {
            throw new IllegalArgumentException("Too many target devices in pending push " + id);
        }
    }

    /** Returns the push of a message, due {@code delay} after it was posted, to all members who have not seen it then. */
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

    /** Returns the next attempt for the devices that could not be reached. */
    public PendingPush retry(UUID newId, List<DeviceId> failed, Instant newDue) {
        return new PendingPush(newId, message, failed, null, attempts + 1, createdAt, newDue);
    }

    /** Returns a push to the devices for which the decision is postponed. It does not count as another attempt. */
    public PendingPush delayed(UUID newId, List<DeviceId> postponed, Instant newDue) {
        return new PendingPush(newId, message, postponed, null, attempts, createdAt, newDue);
    }

    /** Returns this push with its cursor after {@code last}. */
    public PendingPush continueAfter(DeviceId last, Instant newDue) {
        return new PendingPush(id, message, targets, last, attempts, createdAt, newDue);
    }

    public PendingPush withDue(Instant newDue) {
        return new PendingPush(id, message, targets, cursor, attempts, createdAt, newDue);
    }

    /** Whether the message is older than {@link #LIFETIME}. */
    public boolean isTooOldAt(Instant now) {
        return !now.isBefore(createdAt.plus(LIFETIME));
    }
}
