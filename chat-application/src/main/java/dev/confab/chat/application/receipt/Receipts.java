package dev.confab.chat.application.receipt;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.Events;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Receipt;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.util.List;
import java.util.Set;

/**
 * What has been received and seen. Marks only rise and never pass the end of the room; raising one costs one row,
 * however many messages it passes.
 *
 * <p>Throughout: {@link Refusal.NotFound} for a room or message that the caller may not know of, {@link
 * Refusal.Forbidden} for marking in a public room without being a member.
 */
public interface Receipts {

    /** {@code user} has received everything up to {@code seq}. */
    Membership receivedUpTo(UserId user, RoomId room, long seq);

    /** {@code user} has seen, and so received, everything up to {@code seq}. */
    Membership seenUpTo(UserId user, RoomId room, long seq);

    /**
     * {@code user} has received {@code messages} and all before them; ids that are none of this room are skipped.
     *
     * @return those of the ids that are messages of this room, all of which are received now
     */
    List<MessageId> received(UserId user, RoomId room, Set<MessageId> messages);

    /** As {@link #received}, for seen. */
    List<MessageId> seen(UserId user, RoomId room, Set<MessageId> messages);

    /** Who has received and seen the message, and when; the latest receipt first. */
    Page<Receipt> of(UserId reader, RoomId room, MessageId message, Page.Window window);

    static Receipts of(Stores stores, Events events, Environment environment) {
        return new ReceiptsService(stores, events, environment);
    }
}
