package dev.confab.chat.application.message;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.application.room.RoomUpdates;
import dev.confab.chat.application.view.MessageDetailsLoader;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.MessageSearch;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageDetails;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.Administrator;
import dev.confab.chat.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Posts, reads, edits, deletes, pins and finds messages. All methods throw {@link Refusal.NotFound} if the caller may not
 * see the room, or the message is not in the room.
 */
public interface Messaging {

    /**
     * Posts a message. Idempotent by client id: a repeat with the same content returns the first message, however much
     * later. Posting in a public room joins it. The message is durable when this method returns.
     *
     * @throws Refusal.Conflict if the client id was used for other content
     * @throws Refusal.Invalid if the parent is not a message of the room, or an image is not an unattached image of the
     *     author
     */
    PostResult post(PostMessage command);

    /**
     * Returns the result that {@link #post} would return for a repeat; empty if it would post a new message.
     *
     * @throws Refusal.NotFound if the author may not see the room
     * @throws Refusal.Conflict if the client id was used for other content
     */
    Optional<PostResult> findRepeated(PostMessage command);

    /**
     * Posts a message of the room's system member. Idempotent by client id, within the room and across all callers. Checks
     * no membership, so it is for trusted callers only.
     *
     * @param clientId null to post in any case
     * @throws Refusal.Conflict if the client id was used for other content
     */
    PostResult postSystem(RoomId room, Body body, @Nullable ClientId clientId);

    /** Posts a message of the room's system member, without protection against repeats. */
    default MessageDetails postSystem(RoomId room, Body body) {
        return postSystem(room, body, null).message().details();
    }

    /** Returns at most {@code limit} messages of the room. The cost does not depend on the position in the history. */
    HistoryPage history(UserId reader, RoomId room, HistoryRange range, int limit);

    /** Returns the replies to {@code parent}, oldest first. */
    HistoryPage replies(UserId reader, RoomId room, MessageId parent, Page.Window window);

    /** Returns one message. */
    MessageForViewer find(UserId reader, RoomId room, MessageId message);

    /**
     * Replaces the text of a message, as its author. An equal text changes nothing.
     *
     * @param body null to keep the current text
     * @throws Refusal.Forbidden if {@code actor} is not the author
     * @throws Refusal.Conflict if the message was deleted
     */
    MessageForViewer edit(UserId actor, RoomId room, MessageId message, @Nullable Body body);

    /**
     * Turns a message into a tombstone, as its author or an admin. Does nothing if it is one already.
     *
     * @throws Refusal.Forbidden if {@code actor} is neither the author nor an admin
     */
    void delete(UserId actor, RoomId room, MessageId message);

    /** Turns a message of any room into a tombstone, without a check of membership. */
    void delete(Administrator administrator, MessageId message);

    /**
     * Finds messages of the room, newest first. Tombstones are never found.
     *
     * @param start where the page starts: {@link HistoryRange.Newest} or {@link HistoryRange.Before}
     */
    SearchPage search(UserId reader, RoomId room, MessageSearch.Filter filter, HistoryRange start, int limit);

    /**
     * Pins a message. Does nothing if it is pinned already.
     *
     * @throws Refusal.Conflict if the message was deleted, or the room has too many pinned messages
     * @throws Refusal.Forbidden if {@code actor} may not pin messages of the room
     */
    PinResult pin(UserId actor, RoomId room, MessageId message);

    /**
     * Unpins a message. Does nothing if it is not pinned.
     *
     * @throws Refusal.Forbidden if {@code actor} may not pin messages of the room
     */
    void unpin(UserId actor, RoomId room, MessageId message);

    /** Returns the room of a message that {@code reader} may see. */
    RoomId roomOf(UserId reader, MessageId message);

    /**
     * Returns the former texts of a message, oldest first.
     *
     * @throws Refusal.Forbidden if {@code actor} is neither the author nor an admin
     */
    List<Message.Revision> edits(UserId actor, RoomId room, MessageId message);

    /**
     * The result of posting.
     *
     * @param isRepeat whether the message was posted by an earlier call
     */
    record PostResult(MessageForViewer message, boolean isRepeat) {}

    /**
     * The result of pinning.
     *
     * @param isNew whether the message was not pinned before
     */
    record PinResult(MessageForViewer message, boolean isNew) {}

    /** Returns the use cases over {@code updates} and {@code stores}. */
    static Messaging of(RoomUpdates updates, Stores stores, MessageDetailsLoader details, Environment environment) {
        return new MessagingService(updates, stores, details, environment);
    }
}
