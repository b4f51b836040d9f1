package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.port.ReactionStore;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Reaction;
import dev.confab.chat.domain.room.ReactionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The store of reactions in {@code reaction}. */
final class SqlReactionStore implements ReactionStore {

    private final HibernateTransactions units;

    SqlReactionStore(HibernateTransactions units) {
        this.units = units;
    }

    @Override
    public void add(Reaction reaction) {
        units.writeSession().insert(new ReactionRow().from(reaction));
    }

    @Override
    public void remove(ReactionId id) {
        units.writeSession()
                .createMutationQuery("delete from ReactionRow r where r.id = :id")
                .setParameter("id", id.value())
                .executeUpdate();
    }

    @Override
    public Optional<Reaction> find(ReactionId id) {
        return units.readSession()
                .createQuery("from ReactionRow r where r.id = :id", ReactionRow.class)
                .setParameter("id", id.value())
                .getResultStream()
                .map(ReactionRow::toDomain)
                .findAny();
    }

    @Override
    public void removeAll(MessageId message) {
        units.writeSession()
                .createMutationQuery("delete from ReactionRow r where r.messageId = :message")
                .setParameter("message", message.value())
                .executeUpdate();
    }

    @Override
    public Map<MessageId, List<Reaction>> of(Set<MessageId> messages) {
        if (messages.isEmpty()) {
            return Map.of();
        }
        return units.readSession()
                .createNativeQuery(
                        "select * from reaction where message_id = any(:messages) order by given, id",
                        ReactionRow.class)
                .setParameter("messages", Queries.array(messages, MessageId::value))
                .getResultStream()
                .map(ReactionRow::toDomain)
                .collect(Collectors.groupingBy(Reaction::message));
    }
}
