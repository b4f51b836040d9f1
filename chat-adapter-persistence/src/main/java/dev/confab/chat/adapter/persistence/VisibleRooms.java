package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.port.RoomStore.Filter;
import dev.confab.chat.domain.port.RoomStore.Order;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;

/** The queries for rooms that a user can see by the rule of {@link Room#isVisibleTo}. */
final class VisibleRooms {

    private static final String MINE = """
             from MembershipRow m join RoomRow r on r.id = m.roomId
            where m.userId = :viewer and m.standing = ACTIVE""";

    private static final String ALL = """
             from RoomRow r left join MembershipRow m on m.roomId = r.id and m.userId = :viewer
            where (m.standing = ACTIVE or r.open and (m.id is null or m.standing = LEFT))""";

    private static final String CATEGORIZED = """
             and exists (select 1 from CategoryRoomRow x join CategoryRow c on c.id = x.categoryId
            where x.roomId = r.id and c.id = :category and c.ownerId = :viewer)""";

    private static final String TITLED = " and r.titleKey like :title escape '!'";

    private final UserId viewer;
    private final Filter filter;
    private final String selected;

    VisibleRooms(UserId viewer, Filter filter) {
        this.viewer = viewer;
        this.filter = filter;
        this.selected = (filter.mineOnly() ? MINE : ALL)
                + (filter.title().isEmpty() ? "" : TITLED)
                + (filter.category() == null ? "" : CATEGORIZED);
    }

    static Set<RoomId> among(StatelessSession session, Set<RoomId> rooms, UserId viewer) {
        return session.createNativeQuery("""
                        select r.id from room r left join membership m on m.room_id = r.id and m.user_id = :viewer
                        where r.id = any(:rooms)
                            and (m.standing = 'ACTIVE' or r.is_public and (m.id is null or m.standing = 'LEFT'))
                        """, UUID.class)
                .setParameter("rooms", Queries.array(rooms, RoomId::value))
                .setParameter("viewer", viewer.value())
                .getResultStream()
                .map(RoomId::new)
                .collect(Collectors.toSet());
    }

    long count(StatelessSession session) {
        return filled(session.createSelectionQuery("select count(*)" + selected, Long.class))
                .getSingleResult();
    }

    SelectionQuery<RoomRow> page(StatelessSession session, Page.Window window) {
        var ordered = "select r" + selected + " order by " + order(filter.order()) + ", r.id";
        return Queries.within(filled(session.createSelectionQuery(ordered, RoomRow.class)), window);
    }

    private <R> SelectionQuery<R> filled(SelectionQuery<R> query) {
        query.setParameter("viewer", viewer.value());
        if (filter.category() != null) {
            query.setParameter("category", filter.category().value());
        }
        return filter.title().isEmpty() ? query : query.setParameter("title", Folded.containing(filter.title()));
    }

    private static String order(Order order) {
        return switch (order) {
            case ACTIVITY -> "r.lastActivity desc";
            case CREATED -> "r.created";
            case CREATED_DESCENDING -> "r.created desc";
            case MODIFIED -> "r.modified";
            case MODIFIED_DESCENDING -> "r.modified desc";
            case TITLE -> "r.titleKey nulls last";
        };
    }
}
