package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.port.RoomStore;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.RoomKey;
import dev.confab.chat.domain.user.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.LockMode;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/** The store of rooms in {@code room}. */
final class SqlRoomStore implements RoomStore {

    private static final String FOR = "select new " + ViewedRow.class.getName() + """
            (r, m) from RoomRow r left join MembershipRow m on m.roomId = r.id and m.userId = :viewer
            where r.id = :id""";

    private final HibernateTransactions units;

    SqlRoomStore(HibernateTransactions units) {
        this.units = units;
    }

    @Override
    public boolean add(Room room) {
        return RoomStatements.insert(units.writeSession(), new RoomRow().from(room));
    }

    @Override
    public Optional<Room> find(RoomId id) {
        return Optional.ofNullable(units.readSession().get(RoomRow.class, id.value()))
                .map(RoomRow::toDomain);
    }

    @Override
    public Optional<RoomForViewer> findFor(RoomId id, UserId viewer) {
        return units.readSession()
                .createSelectionQuery(FOR, ViewedRow.class)
                .setParameter("id", id.value())
                .setParameter("viewer", viewer.value())
                .uniqueResultOptional()
                .map(ViewedRow::toDomain);
    }

    /** A room joined with one membership. */
    record ViewedRow(RoomRow room, @Nullable MembershipRow viewer) {

        RoomForViewer toDomain() {
            return new RoomForViewer(room.toDomain(), viewer == null ? null : viewer.toDomain());
        }
    }

    @Override
    public Optional<Room> findByKey(RoomKey key) {
        return units.readSession()
                .createSelectionQuery("from RoomRow r where r.roomKey = :key", RoomRow.class)
                .setParameter("key", key.value())
                .uniqueResultOptional()
                .map(RoomRow::toDomain);
    }

    @Override
    public Optional<Room> lock(RoomId id) {
        return Optional.ofNullable(units.writeSession().get(RoomRow.class, id.value(), LockMode.PESSIMISTIC_WRITE))
                .map(RoomRow::toDomain);
    }

    @Override
    public Map<RoomId, Room> tryLockAll(Set<RoomId> ids) {
        return units.writeSession()
                .createNativeQuery(
                        "select * from room where id = any(:ids)"
                                + units.dialect().lockingIdle(),
                        RoomRow.class)
                .setParameter("ids", Queries.array(ids, RoomId::value))
                .getResultStream()
                .map(RoomRow::toDomain)
                .collect(Collectors.toMap(Room::id, Function.identity()));
    }

    @Override
    public void updateCounters(List<Room> rooms) {
        RoomStatements.updateCounters(units.writeSession(), rooms);
    }

    @Override
    public boolean update(Room room) {
        return RoomStatements.update(units.writeSession(), new RoomRow().from(room));
    }

    /** Deletes the room; the database deletes dependent rows. */
    @Override
    public void delete(RoomId id) {
        units.writeSession()
                .createMutationQuery("delete from RoomRow r where r.id = :id")
                .setParameter("id", id.value())
                .executeUpdate();
    }

    @Override
    public Page<Room> visibleTo(UserId viewer, Filter filter, Page.Window window) {
        var visible = new VisibleRooms(viewer, filter);
        var session = units.readSession();
        return new Page<>(visible.count(session), Queries.list(visible.page(session, window), RoomRow::toDomain));
    }

    @Override
    public Page<Room> all(String title, Page.Window window) {
        var session = units.readSession();
        var titled = title.isEmpty() ? "" : " where r.titleKey like :title escape '!'";
        var count = titled(session.createSelectionQuery("select count(r) from RoomRow r" + titled, Long.class), title);
        var rooms = titled(
                session.createSelectionQuery(
                        "from RoomRow r" + titled + " order by r.lastActivity desc, r.id", RoomRow.class),
                title);
        return new Page<>(count.getSingleResult(), Queries.list(Queries.within(rooms, window), RoomRow::toDomain));
    }

    private static <R> SelectionQuery<R> titled(SelectionQuery<R> query, String title) {
        return title.isEmpty() ? query : query.setParameter("title", Folded.containing(title));
    }

    @Override
    public Set<RoomId> visibleAmong(Set<RoomId> rooms, UserId viewer) {
        return rooms.isEmpty() ? Set.of() : VisibleRooms.among(units.readSession(), rooms, viewer);
    }

    @Override
    public List<Room> roomsOf(UserId user) {
        var joined =
                units.readSession().createSelectionQuery("""
                        select r from MembershipRow m join RoomRow r on r.id = m.roomId
                        where m.userId = :user and m.standing = ACTIVE""", RoomRow.class).setParameter("user", user.value());
        return Queries.list(joined, RoomRow::toDomain);
    }

    @Override
    public int countCreatedBy(UserId creator, int most) {
        return units.readSession()
                .createNativeQuery("""
                        select count(*) from
                            (select id from room where creator_id = :creator fetch first :most rows only) r""", Long.class)
                .setParameter("creator", creator.value())
                .setParameter("most", most)
                .getSingleResult()
                .intValue();
    }

    @Override
    public Map<RoomId, Long> versions(Set<RoomId> rooms) {
        if (rooms.isEmpty()) {
            return Map.of();
        }
        return units.readSession()
                .createNativeQuery("select id, version from room where id = any(:rooms)", Object[].class)
                .addScalar("id", UUID.class)
                .addScalar("version", Long.class)
                .setParameter("rooms", Queries.array(rooms, RoomId::value))
                .getResultStream()
                .collect(Collectors.toMap(row -> new RoomId((UUID) row[0]), row -> (Long) row[1]));
    }
}
