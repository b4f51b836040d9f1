package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.port.MessageSearch;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.RoomId;

/** Searches in {@code message}; {@link SearchSql} says how. */
final class SqlMessageSearch implements MessageSearch {

    private final HibernateTransactions units;
    private final Dialect flavor;

    SqlMessageSearch(HibernateTransactions units, Dialect flavor) {
        this.units = units;
        this.flavor = flavor;
    }

    @Override
    public Page<Message> find(RoomId room, Filter filter, long before, long offset, int limit) {
        var sought = new SearchSql(flavor, room, filter);
        var session = units.reading();
        var items = sought.page(session, before)
                .setFirstResult((int) Math.min(offset, Integer.MAX_VALUE))
                .setMaxResults(limit);
        return new Page<>(sought.count(session), Queries.list(items, MessageRow::toDomain));
    }
}
