package dev.confab.chat.domain.port;

import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Reaction;
import dev.confab.chat.domain.room.ReactionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A store of reactions, including those of former members. Their number is stored, and limited, with the message.
 *
 * <p>Each call is one statement. All calls must be made within {@link Transactions}; writes also need the lock of the
 * message's room.
 */
public interface ReactionStore {

    /** Stores a new reaction. The transaction fails if the member has already given the same one to the message. */
    void add(Reaction reaction);

    /** Deletes the reaction if it exists. */
    void remove(ReactionId id);

    Optional<Reaction> find(ReactionId id);

    /** Deletes all reactions to a message. */
    void removeAll(MessageId message);

    /** Returns the reactions to each message in the order of time and then of id. Messages without any are missing. */
    Map<MessageId, List<Reaction>> of(Set<MessageId> messages);
}
