package dev.confab.chat.domain.device;

import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a message is still to be pushed: to all of its room's members, as far as they were not told yet, or to one device
 * that could not be told so far. Immutable. Whoever works on one has claimed it, by moving {@code due} to where the claim ends.
 *
 * @param device the only device that is meant; null for those of all members
 * @param after the last device that was told, of all in the order of their ids; null for none
 * @param tries how often one device has been tried in vain
 * @param noted when the message was said
 * @param due not to be worked on before
 */
public record PendingPush(
        UUID id,
        MessageId message,
        @Nullable DeviceId device,
        @Nullable DeviceId after,
        int tries,
        Instant noted,
        Instant due) {

    /** After this time nobody wants to be told any more. */
    public static final Duration LIFETIME = Duration.ofDays(1);

    /** That {@code message} is to be pushed to those who have not read it {@code delay} after it was said. */
    public static PendingPush of(Message message, Duration delay) {
        return new PendingPush(
                message.id().value(),
                message.id(),
                null,
                null,
                0,
                message.created(),
                message.created().plus(delay));
    }

    /** That the same message is to be pushed to {@code missed} again. */
    public PendingPush again(UUID newId, DeviceId missed, Instant newDue) {
        return new PendingPush(newId, message, missed, null, tries + 1, noted, newDue);
    }

    /** That it is to be pushed to the devices after {@code last}. */
    public PendingPush goingOnAfter(DeviceId last, Instant newDue) {
        return new PendingPush(id, message, device, last, tries, noted, newDue);
    }

    /** The same at another time. */
    public PendingPush at(Instant newDue) {
        return new PendingPush(id, message, device, after, tries, noted, newDue);
    }

    public boolean isTooOldAt(Instant now) {
        return !now.isBefore(noted.plus(LIFETIME));
    }
}
