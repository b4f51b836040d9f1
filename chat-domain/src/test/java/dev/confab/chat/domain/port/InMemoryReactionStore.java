package dev.confab.chat.domain.port;

import static java.util.stream.Collectors.groupingBy;

import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Reaction;
import dev.confab.chat.domain.room.ReactionId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reactions in a map. */
public final class InMemoryReactionStore implements ReactionStore {

    private static final Comparator<Reaction> EARLIEST_FIRST = Comparator.comparing(Reaction::at)
            .thenComparing(reaction -> reaction.id().toString());

    private final InMemoryTransactions transactions;

    public InMemoryReactionStore(InMemoryTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void add(Reaction reaction) {
        var stored = transactions.writing().reactions;
        if (stored.values().stream().anyMatch(other -> isSame(other, reaction))) {
            throw new IllegalStateException("a second reaction of the same member and content");
        }
        stored.put(reaction.id(), reaction);
    }

    private static boolean isSame(Reaction one, Reaction other) {
        return one.message().equals(other.message())
                && one.member().equals(other.member())
                && one.content().equals(other.content());
    }

    @Override
    public void remove(ReactionId id) {
        transactions.writing().reactions.remove(id);
    }

    @Override
    public Optional<Reaction> find(ReactionId id) {
        return Optional.ofNullable(transactions.reading().reactions.get(id));
    }

    @Override
    public void removeAll(MessageId message) {
        transactions
                .writing()
                .reactions
                .values()
                .removeIf(reaction -> reaction.message().equals(message));
    }

    @Override
    public Map<MessageId, List<Reaction>> of(Set<MessageId> messages) {
        return transactions.reading().reactions.values().stream()
                .filter(reaction -> messages.contains(reaction.message()))
                .sorted(EARLIEST_FIRST)
                .collect(groupingBy(Reaction::message));
    }
}
