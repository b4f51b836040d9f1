package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.port.RoomStore.Filter;
import dev.confab.chat.domain.port.RoomStore.Order;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.user.UserId;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;

/** The rooms that one person can see, by the rule of {@link Room#isVisibleTo}. */
final class VisibleRooms {

    private static final String MINE = """
             from MembershipRow m join RoomRow r on r.id = m.roomId
            where m.userId = :viewer and m.standing = ACTIVE""";

    private static final String ALL = """
             from RoomRow r left join MembershipRow m on m.roomId = r.id and m.userId = :viewer
            where (m.standing = ACTIVE or r.open and (m.id is null or m.standing = LEFT))""";

    private static final String TITLED = " and r.titleKey like :title escape '!'";

    private final UserId viewer;
    private final Filter filter;
    private final String selected;

    VisibleRooms(UserId viewer, Filter filter) {
        this.viewer = viewer;
        this.filter = filter;
        this.selected = (filter.mineOnly() ? MINE : ALL) + (filter.title().isEmpty() ? "" : TITLED);
    }

    long count(StatelessSession session) {
        return filled(session.createSelectionQuery("select count(*)" + selected, Long.class))
                .getSingleResult();
    }

    SelectionQuery<RoomRow> page(StatelessSession session, Page.Window window) {
        var ordered = "select r" + selected + " order by " + order(filter.order()) + ", r.id";
        return Reads.within(filled(session.createSelectionQuery(ordered, RoomRow.class)), window);
    }

    private <R> SelectionQuery<R> filled(SelectionQuery<R> query) {
        query.setParameter("viewer", viewer.value());
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
