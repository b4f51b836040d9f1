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
 * Advances watermarks of received and seen messages, and reads receipts. Watermarks only rise, and never above the newest
 * message of the room. An advance writes one row, whatever the number of messages it covers.
 *
 * <p>All methods throw {@link Refusal.NotFound} if the caller may not see the room or message. Methods that advance throw
 * {@link Refusal.Forbidden} if the caller is not a member of the public room.
 */
public interface Receipts {

    /** Records that {@code user} has received all messages up to {@code seq}. */
    Membership receivedUpTo(UserId user, RoomId room, long seq);

    /** Records that {@code user} has seen, and so received, all messages up to {@code seq}. */
    Membership seenUpTo(UserId user, RoomId room, long seq);

    /**
     * Records that {@code user} has received {@code messages} and all messages before them. Ignores ids that are not
     * messages of the room.
     *
     * @return the ids that are messages of the room
     */
    List<MessageId> received(UserId user, RoomId room, Set<MessageId> messages);

    /**
     * Records that {@code user} has seen {@code messages} and all messages before them. Ignores ids that are not messages of
     * the room.
     *
     * @return the ids that are messages of the room
     */
    List<MessageId> seen(UserId user, RoomId room, Set<MessageId> messages);

    /** Returns when each member has received and seen the message, the latest receipt first. */
    Page<Receipt> of(UserId reader, RoomId room, MessageId message, Page.Window window);

    /** Returns the use cases over {@code stores} and {@code events}. */
    static Receipts of(Stores stores, Events events, Environment environment) {
        return new ReceiptsService(stores, events, environment);
    }
}
