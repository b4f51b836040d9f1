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
 * Keeps the messages in the order of their room, tombstones included. Reads by {@code seq} cost the same anywhere in a
 * room, however many messages there are in it or beside it; so do those by {@code version}. Each call is one statement unless it says otherwise. Call
 * within {@link Transactions}.
 */
public interface MessageStore {

    /**
     * Stores {@code messages}, in this order, all or none. Their room is locked, see {@link RoomStore#lock}. A client id
     * that its author has used before in the room fails the transaction.
     */
    void append(List<Message> messages);

    /** Stores {@code message} over the one of the same id. */
    void update(Message message);

    Optional<Message> find(MessageId id);

    /** Those of {@code ids} that exist in {@code room}; at most {@link Page.Window#MAX_LIMIT} ids. */
    List<Message> findAll(RoomId room, Set<MessageId> ids);

    /** What {@code author} first sent under {@code clientId}. */
    Optional<Message> findSent(MembershipId author, ClientId clientId);

    /** As the other one, for each of {@code sendings}. */
    Map<ClientMessageKey, Message> findSent(Set<ClientMessageKey> sendings);

    /** At most {@code limit} messages with a smaller seq than {@code seq}, newest first. */
    List<Message> before(RoomId room, long seq, int limit);

    /** At most {@code limit} messages with a greater seq than {@code seq}, oldest first. */
    List<Message> after(RoomId room, long seq, int limit);

    /** At most {@code limit} messages whose last change came after {@code version}, the earliest change first. */
    List<Message> changedSince(RoomId room, long version, int limit);

    /** The replies to {@code parent}, oldest first. Two statements. */
    Page<Message> replies(MessageId parent, Page.Window window);

    /** The newest message of each room that has one. */
    Map<RoomId, Message> lastOf(Set<RoomId> rooms);

    /**
     * Notes an earlier wording. Of more than {@link Message.Revision#MAX_OF_MESSAGE} of one message the first stays, and the latest.
     * Two statements.
     */
    void addEdit(Message.Revision edit);

    /** The earlier wordings, oldest first. */
    List<Message.Revision> edits(MessageId id);

    /** What tells a message from all others of its author for ever. */
    record ClientMessageKey(MembershipId author, ClientId clientId) {}
}
