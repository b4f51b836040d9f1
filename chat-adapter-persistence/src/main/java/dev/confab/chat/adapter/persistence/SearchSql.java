package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.port.MessageSearch.Filter;
import dev.confab.chat.domain.room.RoomId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;

/** The SQL of a search in one room. */
final class SearchSql {

    /**
     * The room is one of the indexed words. It is in no other condition; otherwise, the planner would use the index of
     * the room for common words and scan a large room for rare ones.
     */
    private static final String BY_INDEX = "m.words is not null"
            + " and string_to_array(m.words || ' ' || cast(m.room_id as text), ' ') @> cast(:words as text[])";

    private static final String AUTHOR = """
            m.author_id = (select x.id from membership x join app_user u on u.id = x.user_id
            where x.room_id = :room and u.name_key = :author)""";

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    SearchSql(Dialect dialect, RoomId room, Filter filter) {
        conditions.add("m.deleted is null");
        if (filter.words().isEmpty() || dialect.isEmbedded()) {
            add("m.room_id = :room", "room", room.value());
            filter.words().values().forEach(this::addWord);
        } else {
            var words = filter.words().values().stream();
            add(
                    BY_INDEX,
                    "words",
                    Stream.concat(words, Stream.of(room.toString())).toArray(String[]::new));
        }
        addAuthor(room, filter);
        addTimes(filter);
        addKind(filter);
    }

    /** Search terms contain no wildcard characters. */
    private void addWord(String word) {
        var name = "word" + values.size();
        add("' ' || m.words || ' ' like :" + name, name, "% " + word + " %");
    }

    private void addAuthor(RoomId room, Filter filter) {
        if (filter.author() != null) {
            values.put("room", room.value());
            add(AUTHOR, "author", filter.author().key());
        }
    }

    private void addTimes(Filter filter) {
        if (filter.from() != null) {
            add("m.created >= :from", "from", filter.from());
        }
        if (filter.to() != null) {
            add("m.created <= :to", "to", filter.to());
        }
    }

    private void addKind(Filter filter) {
        if (filter.pinned() != null) {
            conditions.add(filter.pinned() ? "m.pinned is not null" : "m.pinned is null");
        }
        if (filter.withImages() != null) {
            conditions.add(filter.withImages() ? "m.image_count > 0" : "m.image_count = 0");
        }
    }

    private void add(String condition, String name, Object value) {
        conditions.add(condition);
        values.put(name, value);
    }

    /** Returns the number of matching messages. */
    long count(StatelessSession session) {
        return filled(session.createNativeQuery(countSql(), Long.class)).getSingleResult();
    }

    String countSql() {
        return "select count(*)" + selected();
    }

    /** Returns the query for matches with a seq below {@code before}, newest first. */
    NativeQuery<MessageRow> page(StatelessSession session, long before) {
        return filled(session.createNativeQuery(pageSql(), MessageRow.class)).setParameter("before", before);
    }

    String pageSql() {
        return "select m.*" + selected() + " and m.seq < :before order by m.seq desc";
    }

    private String selected() {
        return " from message m where " + String.join(" and ", conditions);
    }

    private <R> NativeQuery<R> filled(NativeQuery<R> query) {
        values.forEach(query::setParameter);
        return query;
    }
}
