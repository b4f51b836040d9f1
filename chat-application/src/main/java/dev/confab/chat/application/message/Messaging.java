package dev.confab.chat.application.message;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.application.room.MessageDetailsLoader;
import dev.confab.chat.application.room.RoomUpdates;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.MessageSearch;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.MessageDetails;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.MessageRevision;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.Administrator;
import dev.confab.chat.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people do with messages. A room that the caller may not know of, and a message that is not in the room, are a
 * {@link Refusal.NotFound}.
 */
public interface Messaging {

    /**
     * Posts a message once: the same client id with the same content answers the message of the first time, for ever.
     * Posting into a public room joins it. When this returns, the message is durable.
     *
     * @throws Refusal.Conflict if the client id was used for other content
     * @throws Refusal.Invalid if the parent is no message of the room, or the images are not loose ones of the author
     */
    PostResult post(PostMessage command);

    /**
     * What {@link #post} would answer without posting anything; empty if it would post.
     *
     * @throws Refusal.NotFound if the author may not know of the room
     * @throws Refusal.Conflict if the client id was used for other content
     */
    Optional<PostResult> repeated(PostMessage command);

    /**
     * The room itself says something, once for each client id; for trusted callers only, there is no membership to check.
     * All callers draw their client ids from one lot.
     *
     * @throws Refusal.Conflict if the client id was used for other content
     */
    PostResult postSystem(RoomId room, Body body, @Nullable ClientId clientId);

    /** As the other one, with nothing that protects against saying it twice. */
    default MessageDetails postSystem(RoomId room, Body body) {
        return postSystem(room, body, null).message().details();
    }

    /** Reads at most {@code limit} messages of the room; costs the same at its start and its end. */
    HistoryPage history(UserId reader, RoomId room, HistoryRange span, int limit);

    /** Reads the replies to {@code parent}, oldest first. */
    HistoryPage replies(UserId reader, RoomId room, MessageId parent, Page.Window window);

    MessageForViewer find(UserId reader, RoomId room, MessageId message);

    /**
     * The author rewords a message; the same wording again changes nothing.
     *
     * @param body null for the wording that is there
     * @throws Refusal.Conflict if the message was deleted
     */
    MessageForViewer edit(UserId actor, RoomId room, MessageId message, @Nullable Body body);

    /** The author or an admin makes a tombstone of a message; doing it again changes nothing. */
    void delete(UserId actor, RoomId room, MessageId message);

    /** As the other one, for whom membership does not matter, wherever the message is. */
    void delete(Administrator by, MessageId message);

    /**
     * Finds living messages of the room, newest first.
     *
     * @param place where to begin: {@link HistoryRange.Newest} or {@link HistoryRange.Before}
     */
    SearchPage search(UserId reader, RoomId room, MessageSearch.Filter filter, HistoryRange place, int limit);

    /**
     * Pins a message, once.
     *
     * @throws Refusal.Conflict if the message was deleted, or too many are pinned
     * @throws Refusal.Forbidden for who may not pin here
     */
    PinResult pin(UserId actor, RoomId room, MessageId message);

    /** Takes the pin away, if there is one. */
    void unpin(UserId actor, RoomId room, MessageId message);

    /** In which room the message is, if {@code reader} may know of both. */
    RoomId roomOf(UserId reader, MessageId message);

    /** The earlier wordings, oldest first, for the author and the admins. */
    List<MessageRevision> edits(UserId actor, RoomId room, MessageId message);

    /**
     * What became of a post.
     *
     * @param isRepeat true if this is the message of an earlier time
     */
    record PostResult(MessageForViewer message, boolean isRepeat) {}

    /**
     * What became of a pin.
     *
     * @param isNew false if the message was pinned already
     */
    record PinResult(MessageForViewer message, boolean isNew) {}

    static Messaging of(RoomUpdates changes, Stores stores, MessageDetailsLoader details, Environment environment) {
        return new MessagingService(changes, stores, details, environment);
    }
}
