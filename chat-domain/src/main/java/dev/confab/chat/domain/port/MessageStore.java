package dev.confab.chat.domain.port;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A store of messages, including tombstones. Reads by {@code seq} or {@code version} cost the same at any position,
 * regardless of the number of messages.
 *
 * <p>Each call is one statement unless stated otherwise. All calls must be made within {@link Transactions}.
 */
public interface MessageStore {

    /**
     * Stores all of the messages, in this order. The caller has locked their rooms, see {@link RoomStore#lock}. The
     * transaction fails if an author has used a client id before in the room.
     */
    void append(List<Message> messages);

    /** Replaces the message of the same id. */
    void update(Message message);

    Optional<Message> find(MessageId id);

    /** Returns those of the messages that exist in the room. Takes at most {@link Page.Window#MAX_LIMIT} ids. */
    List<Message> findAll(RoomId room, Set<MessageId> ids);

    /** Finds the message that {@code author} first sent under {@code clientId}. */
    Optional<Message> findSent(MembershipId author, ClientId clientId);

    /** Returns those of the messages that exist, by author and client id. */
    Map<ClientMessageKey, Message> findSent(Set<ClientMessageKey> keys);

    /** Returns at most {@code limit} messages with a seq below {@code seq}, newest first. */
    List<Message> before(RoomId room, long seq, int limit);

    /** Returns at most {@code limit} messages with a seq above {@code seq}, oldest first. */
    List<Message> after(RoomId room, long seq, int limit);

    /** Returns at most {@code limit} messages that last changed after {@code version}, in the order of versions. */
    List<Message> changedSince(RoomId room, long version, int limit);

    /** Returns a page of the replies to {@code parent}, oldest first. Two statements. */
    Page<Message> replies(MessageId parent, Page.Window window);

    /** Returns the newest message of each room that has one. */
    Map<RoomId, Message> lastOf(Set<RoomId> rooms);

    /**
     * Stores a revision. If a message has more than {@link Message.Revision#MAX_OF_MESSAGE}, the first and the latest ones
     * are kept. Two statements.
     */
    void addEdit(Message.Revision revision);

    /** Returns the revisions of a message, oldest first. */
    List<Message.Revision> edits(MessageId id);

    /** The unique key of a message that was sent with a client id. */
    record ClientMessageKey(MembershipId author, ClientId clientId) {}
}
