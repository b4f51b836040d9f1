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
 * @param only the only devices that are meant, at most {@value #PAGE}; empty for those of all members
 * @param after the last device that was dealt with, of all in the order of their ids; null for none
 * @param tries how often {@code only} has been tried in vain
 * @param noted when the message was said
 * @param due not to be worked on before
 */
public record PendingPush(
        UUID id,
        MessageId message,
        List<DeviceId> only,
        @Nullable DeviceId after,
        int tries,
        Instant noted,
        Instant due) {

    /** After this time nobody wants to be told any more. */
    public static final Duration LIFETIME = Duration.ofDays(1);

    /** How many devices are dealt with at once. */
    public static final int PAGE = 200;

    public PendingPush {
        only = List.copyOf(only);
        if (only.size() > PAGE) {
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
    public PendingPush again(UUID newId, List<DeviceId> missed, Instant newDue) {
        return new PendingPush(newId, message, missed, null, tries + 1, noted, newDue);
    }

    /** That it is to be pushed to {@code held}, who were not to be told yet, if they are to be then. */
    public PendingPush later(UUID newId, List<DeviceId> held, Instant newDue) {
        return new PendingPush(newId, message, held, null, tries, noted, newDue);
    }

    /** That it is to be pushed to the devices after {@code last}. */
    public PendingPush goingOnAfter(DeviceId last, Instant newDue) {
        return new PendingPush(id, message, only, last, tries, noted, newDue);
    }

    /** The same at another time. */
    public PendingPush at(Instant newDue) {
        return new PendingPush(id, message, only, after, tries, noted, newDue);
    }

    public boolean isTooOldAt(Instant now) {
        return !now.isBefore(noted.plus(LIFETIME));
    }
}
