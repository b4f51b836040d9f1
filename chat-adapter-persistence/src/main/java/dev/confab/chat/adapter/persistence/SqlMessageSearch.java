package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.port.MessageSearch;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.RoomId;

/** Searches in {@code message}; {@link Sought} says how. */
final class SqlMessageSearch implements MessageSearch {

    private final UnitsOfWork units;
    private final Flavor flavor;

    SqlMessageSearch(UnitsOfWork units, Flavor flavor) {
        this.units = units;
        this.flavor = flavor;
    }

    @Override
    public Page<Message> find(RoomId room, Filter filter, long before, long offset, int limit) {
        var sought = new Sought(flavor, room, filter);
        var session = units.reading();
        var items = sought.page(session, before)
                .setFirstResult((int) Math.min(offset, Integer.MAX_VALUE))
                .setMaxResults(limit);
        return new Page<>(sought.count(session), Reads.list(items, MessageRow::toDomain));
    }
}
