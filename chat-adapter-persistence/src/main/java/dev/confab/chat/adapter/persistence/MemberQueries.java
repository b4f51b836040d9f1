package dev.confab.chat.adapter.persistence;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.port.MembershipStore.MembershipKey;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;

/** Queries for memberships together with their users, one statement each. */
final class MemberQueries {

    private static final String WITH_USER = "left join app_user u on u.id = m.user_id ";
    private static final String SELECTED = "select {m.*}, {u.*} from membership m " + WITH_USER;
    private static final String ACTIVE = "m.standing = 'ACTIVE' and m.user_id is not null ";
    private static final String OF_ROOM = "where m.room_id = :room and " + ACTIVE;
    private static final String BY_JOINING = "order by m.joined, m.id";

    /**
     * Finds when the last requested member of each room joined, and reads the index up to there. Further members who
     * joined in the same instant are cut off later.
     */
    private static final String FIRST = "select {m.*}, {u.*} from room r join membership m on m.room_id = r.id and "
            + ACTIVE
            + """
            and m.joined <= coalesce(
                (select x.joined from membership x
                where x.room_id = r.id and x.standing = 'ACTIVE' and x.user_id is not null
                order by x.joined, x.id offset :skipped rows fetch first 1 rows only),
                timestamp with time zone '9999-12-31 23:59:59+00')
            """
            + WITH_USER
            + "where r.id = any(:rooms) "
            + BY_JOINING;

    /** Reads changed rows by index first, and then only the users of these. */
    static final String CHANGED = """
            select {m.*}, {u.*} from
                (select * from membership where room_id = :room and version > :version and user_id is not null
                order by version fetch first :limit rows only) m
            join app_user u on u.id = m.user_id order by m.version""";

    private static final String LOCKED = """
            select {m.*}, {u.*}
            from unnest(cast(:rooms as uuid array), cast(:users as uuid array)) as place (room_id, user_id)
            join membership m on m.room_id = place.room_id and m.user_id = place.user_id
            join app_user u on u.id = m.user_id
            order by m.id""";

    private MemberQueries() {}

    static Map<MembershipId, Member> byId(StatelessSession session, Set<MembershipId> ids) {
        return members(session, SELECTED + "where m.id = any(:ids)")
                .setParameter("ids", Queries.array(ids, MembershipId::value))
                .getResultStream()
                .map(MemberRow::toDomain)
                .collect(toMap(member -> member.membership().id(), Function.identity()));
    }

    /** Locks memberships that it looks up by index. The order of ids determines the order of locks. */
    static List<Member> lock(StatelessSession session, Dialect dialect, List<MembershipKey> places) {
        var locked = members(session, LOCKED + dialect.lockingOnly("m"))
                .setParameter(
                        "rooms", Queries.array(places, place -> place.room().value()))
                .setParameter(
                        "users", Queries.array(places, place -> place.user().value()));
        return Queries.list(locked, MemberRow::toDomain);
    }

    static long count(StatelessSession session, RoomId room) {
        return session.createNativeQuery("select count(*) from membership m " + OF_ROOM, Long.class)
                .setParameter("room", room.value())
                .getSingleResult();
    }

    static List<Member> page(StatelessSession session, RoomId room, Page.Window window) {
        return Queries.list(Queries.within(ofRoom(session, room), window), MemberRow::toDomain);
    }

    static List<Member> all(StatelessSession session, RoomId room) {
        return Queries.list(ofRoom(session, room), MemberRow::toDomain);
    }

    private static SelectionQuery<MemberRow> ofRoom(StatelessSession session, RoomId room) {
        return members(session, SELECTED + OF_ROOM + BY_JOINING).setParameter("room", room.value());
    }

    static Map<RoomId, List<Member>> first(StatelessSession session, Set<RoomId> rooms, int limit) {
        return members(session, FIRST)
                .setParameter("rooms", Queries.array(rooms, RoomId::value))
                .setParameter("skipped", limit - 1)
                .getResultStream()
                .map(MemberRow::toDomain)
                .collect(groupingBy(member -> member.membership().room(), firstOnly(limit)));
    }

    private static Collector<Member, ?, List<Member>> firstOnly(int limit) {
        return collectingAndThen(
                Collectors.toList(), members -> List.copyOf(members.subList(0, Math.min(limit, members.size()))));
    }

    static List<Member> changedSince(StatelessSession session, RoomId room, long version, int limit) {
        var changed = members(session, CHANGED)
                .setParameter("room", room.value())
                .setParameter("version", version)
                .setParameter("limit", limit);
        return Queries.list(changed, MemberRow::toDomain);
    }

    static List<Member> activeOf(StatelessSession session, UserId user) {
        var active = members(session, SELECTED + "where m.user_id = :user and " + ACTIVE)
                .setParameter("user", user.value());
        return Queries.list(active, MemberRow::toDomain);
    }

    private static SelectionQuery<MemberRow> members(StatelessSession session, String sql) {
        return session.createNativeQuery(sql, Object[].class)
                .addEntity("m", MembershipRow.class)
                .addEntity("u", UserRow.class)
                .setTupleTransformer((row, names) -> new MemberRow((MembershipRow) row[0], (UserRow) row[1]));
    }
}
