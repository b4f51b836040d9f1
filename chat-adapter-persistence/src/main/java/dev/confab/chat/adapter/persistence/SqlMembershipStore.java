package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.port.MembershipStore;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Role;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.LockMode;
import org.hibernate.query.SelectionQuery;

/** The store of memberships in {@code membership}; {@link MemberQueries} reads them with their users. */
final class SqlMembershipStore implements MembershipStore {

    private static final String OF_USER = "where m.roomId = :room and m.userId = :user";

    private final HibernateTransactions units;

    SqlMembershipStore(HibernateTransactions units) {
        this.units = units;
    }

    @Override
    public void add(List<Membership> memberships) {
        units.writeSession()
                .insertMultiple(memberships.stream()
                        .map(membership -> new MembershipRow().from(membership))
                        .toList());
    }

    @Override
    public void update(Membership membership) {
        units.writeSession().update(new MembershipRow().from(membership));
    }

    @Override
    public void updateWatermarks(List<Membership> memberships) {
        units.writeSession()
                .createNativeMutationQuery("""
                        merge into membership m using (select * from unnest(
                            cast(:ids as uuid array), cast(:received as bigint array), cast(:seen as bigint array)))
                            as now (id, received_seq, seen_seq)
                        on m.id = now.id
                        when matched then update set received_seq = now.received_seq, seen_seq = now.seen_seq""")
                .setParameter(
                        "ids", Queries.array(memberships, member -> member.id().value()))
                .setParameter(
                        "received",
                        memberships.stream().map(Membership::receivedSeq).toArray(Long[]::new))
                .setParameter(
                        "seen", memberships.stream().map(Membership::seenSeq).toArray(Long[]::new))
                .executeUpdate();
    }

    @Override
    public List<Member> lockAll(Set<MembershipKey> places) {
        return places.isEmpty()
                ? List.of()
                : MemberQueries.lock(units.writeSession(), units.dialect(), List.copyOf(places));
    }

    @Override
    public Optional<Membership> find(RoomId room, UserId user) {
        return one(query(OF_USER).setParameter("room", room.value()).setParameter("user", user.value()));
    }

    @Override
    public Optional<Membership> lock(RoomId room, UserId user) {
        return one(units.writeSession()
                .createSelectionQuery("from MembershipRow m " + OF_USER, MembershipRow.class)
                .setParameter("room", room.value())
                .setParameter("user", user.value())
                .setHibernateLockMode(LockMode.PESSIMISTIC_WRITE));
    }

    @Override
    public List<Membership> findAll(RoomId room, Set<UserId> users) {
        if (users.isEmpty()) {
            return List.of();
        }
        var found = units.readSession()
                .createNativeQuery(
                        "select * from membership where room_id = :room and user_id = any(:users)", MembershipRow.class)
                .setParameter("room", room.value())
                .setParameter("users", Queries.array(users, UserId::value));
        return Queries.list(found, MembershipRow::toDomain);
    }

    @Override
    public Map<RoomId, Membership> findAll(Set<RoomId> rooms, UserId user) {
        if (rooms.isEmpty()) {
            return Map.of();
        }
        return units.readSession()
                .createNativeQuery(
                        "select * from membership where user_id = :user and room_id = any(:rooms)", MembershipRow.class)
                .setParameter("user", user.value())
                .setParameter("rooms", Queries.array(rooms, RoomId::value))
                .getResultStream()
                .map(MembershipRow::toDomain)
                .collect(Collectors.toMap(Membership::room, Function.identity()));
    }

    @Override
    public Optional<Membership> systemMember(RoomId room) {
        return one(query("where m.roomId = :room and m.userId is null").setParameter("room", room.value()));
    }

    @Override
    public Optional<Member> member(MembershipId id) {
        return Optional.ofNullable(members(Set.of(id)).get(id));
    }

    @Override
    public Map<MembershipId, Member> members(Set<MembershipId> ids) {
        return ids.isEmpty() ? Map.of() : MemberQueries.byId(units.readSession(), ids);
    }

    @Override
    public Page<Member> membersOf(RoomId room, Page.Window window) {
        return new Page<>(
                MemberQueries.count(units.readSession(), room), MemberQueries.page(units.readSession(), room, window));
    }

    @Override
    public List<Member> membersOf(RoomId room) {
        return MemberQueries.all(units.readSession(), room);
    }

    @Override
    public Map<RoomId, List<Member>> firstMembersOf(Set<RoomId> rooms, int limit) {
        return rooms.isEmpty() ? Map.of() : MemberQueries.first(units.readSession(), rooms, limit);
    }

    @Override
    public List<Member> changedSince(RoomId room, long version, int limit) {
        return MemberQueries.changedSince(units.readSession(), room, version, limit);
    }

    @Override
    public List<Membership> joinedSince(Instant time, Set<UserId> users) {
        if (users.isEmpty()) {
            return List.of();
        }
        var found = units.readSession()
                .createNativeQuery(
                        "select * from membership where joined >= :time and user_id = any(:users)"
                                + " and standing = 'ACTIVE'",
                        MembershipRow.class)
                .setParameter("time", time)
                .setParameter("users", Queries.array(users, UserId::value));
        return Queries.list(found, MembershipRow::toDomain);
    }

    @Override
    public List<Member> activeOf(UserId user) {
        return MemberQueries.activeOf(units.readSession(), user);
    }

    @Override
    public Optional<Membership> longestMember(RoomId room, Role role, MembershipId except) {
        return one(query("""
                        where m.roomId = :room and m.role = :role and m.standing = ACTIVE and m.userId is not null
                            and m.id <> :except order by m.joined, m.id""")
                .setParameter("room", room.value())
                .setParameter("role", role)
                .setParameter("except", except.value())
                .setMaxResults(1));
    }

    @Override
    public Map<RoomId, Integer> countAmong(Set<RoomId> rooms, Set<UserId> users) {
        if (rooms.isEmpty() || users.isEmpty()) {
            return Map.of();
        }
        return units.readSession()
                .createNativeQuery("""
                        select room_id, count(*) as members from membership
                        where room_id = any(:rooms) and user_id = any(:users) and standing = 'ACTIVE'
                        group by room_id""", Object[].class)
                .addScalar("room_id", UUID.class)
                .addScalar("members", Integer.class)
                .setParameter("rooms", Queries.array(rooms, RoomId::value))
                .setParameter("users", Queries.array(users, UserId::value))
                .getResultStream()
                .collect(Collectors.toMap(row -> new RoomId((UUID) row[0]), row -> (Integer) row[1]));
    }

    @Override
    public Map<UserId, Long> unreadOf(Set<UserId> users) {
        if (users.isEmpty()) {
            return Map.of();
        }
        return units.readSession()
                .createNativeQuery("""
                        select m.user_id, sum(r.message_seq - m.seen_seq) as unread
                        from membership m join room r on r.id = m.room_id
                        where m.user_id = any(:users) and m.standing = 'ACTIVE' group by m.user_id""", Object[].class)
                .addScalar("user_id", UUID.class)
                .addScalar("unread", Long.class)
                .setParameter("users", Queries.array(users, UserId::value))
                .getResultStream()
                .collect(Collectors.toMap(row -> new UserId((UUID) row[0]), row -> (Long) row[1]));
    }

    private SelectionQuery<MembershipRow> query(String whereAndOrder) {
        return units.readSession().createSelectionQuery("from MembershipRow m " + whereAndOrder, MembershipRow.class);
    }

    private static Optional<Membership> one(SelectionQuery<MembershipRow> query) {
        return query.uniqueResultOptional().map(MembershipRow::toDomain);
    }
}
