package dev.confab.chat.domain.port;

import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Reaction;
import dev.confab.chat.domain.room.ReactionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the reactions, those of people who left as well. How many there are is kept with the message, and bounded there.
 * Each call is one statement. Call within {@link Transactions}, and write with the room of the message locked.
 */
public interface ReactionStore {

    /** Stores a new reaction. A second one of the same member, message and content fails the transaction. */
    void add(Reaction reaction);

    /** Does nothing if there is none. */
    void remove(ReactionId id);

    Optional<Reaction> find(ReactionId id);

    /** Removes all of a message. */
    void removeAll(MessageId message);

    /** The reactions to each message, the earliest first, those of the same time by id; messages without any are missing. */
    Map<MessageId, List<Reaction>> of(Set<MessageId> messages);
}
