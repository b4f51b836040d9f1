package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.port.MessageSearch;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.RoomId;

/** The message search in {@code message}, by {@link SearchSql}. */
final class SqlMessageSearch implements MessageSearch {

    private final HibernateTransactions units;
    private final Dialect dialect;

    SqlMessageSearch(HibernateTransactions units, Dialect dialect) {
        this.units = units;
        this.dialect = dialect;
    }

    @Override
    public Page<Message> find(RoomId room, Filter filter, long before, long offset, int limit) {
        var sought = new SearchSql(dialect, room, filter);
        var session = units.readSession();
        var items = sought.page(session, before)
                .setFirstResult((int) Math.min(offset, Integer.MAX_VALUE))
                .setMaxResults(limit);
        return new Page<>(sought.count(session), Queries.list(items, MessageRow::toDomain));
    }
}
