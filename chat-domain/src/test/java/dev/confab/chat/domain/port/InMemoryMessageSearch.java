package dev.confab.chat.domain.port;

import static java.util.Comparator.comparingLong;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.SearchTerms;
import dev.confab.chat.domain.user.Username;

/** A search that reads every message. */
public final class InMemoryMessageSearch implements MessageSearch {

    private final InMemoryTransactions transactions;

    public InMemoryMessageSearch(InMemoryTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Page<Message> find(RoomId room, Filter filter, long before, long offset, int limit) {
        var found = transactions.reading().messages.values().stream()
                .filter(message -> message.room().equals(room) && !message.isDeleted() && fits(message, filter))
                .sorted(comparingLong(Message::seq).reversed())
                .toList();
        var items = found.stream()
                .filter(message -> message.seq() < before)
                .skip(offset)
                .limit(limit)
                .toList();
        return new Page<>(found.size(), items);
    }

    private boolean fits(Message message, Filter filter) {
        return SearchTerms.in(message.body()).containsAll(filter.words())
                && (filter.author() == null || isBy(filter.author(), message))
                && (filter.from() == null || !message.created().isBefore(filter.from()))
                && (filter.to() == null || !message.created().isAfter(filter.to()))
                && (filter.pinned() == null || filter.pinned() == message.isPinned())
                && (filter.withImages() == null
                        || filter.withImages() == message.counts().images() > 0);
    }

    private boolean isBy(Username name, Message message) {
        var tables = transactions.reading();
        var author = tables.withUser(tables.memberships.get(message.author())).user();
        return author != null && author.username().key().equals(name.key());
    }
}
