package dev.confab.chat.adapter.persistence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.category.Category;
import dev.confab.chat.domain.category.CategoryId;
import dev.confab.chat.domain.port.CategoryStore;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.exception.ConstraintViolationException;

/** The store of categories in {@code category} and {@code category_room}. */
final class SqlCategoryStore implements CategoryStore {

    private final HibernateTransactions units;

    SqlCategoryStore(HibernateTransactions units) {
        this.units = units;
    }

    /** On PostgreSQL, the lock does not block inserts that refer to the account, such as new memberships. */
    @Override
    public void lock(UserId owner) {
        units.writeSession().get(UserRow.class, owner.value(), LockMode.PESSIMISTIC_WRITE);
    }

    @Override
    public void add(Category category) {
        units.writeSession().insert(new CategoryRow().from(category));
        insert(category.id(), category.profile().rooms());
    }

    /**
     * Inserts before it deletes. The deletion of a room waits for references to it, so the opposite order could cause a
     * deadlock.
     */
    @Override
    public void update(Category category) {
        units.writeSession().update(new CategoryRow().from(category));
        var wanted = category.profile().rooms();
        var there =
                rooms(List.of(category.id().value())).getOrDefault(category.id().value(), Set.of());
        insert(category.id(), without(wanted, there));
        delete(category.id(), without(there, wanted));
    }

    private static Set<RoomId> without(Set<RoomId> rooms, Set<RoomId> others) {
        return rooms.stream().filter(room -> !others.contains(room)).collect(toSet());
    }

    private void insert(CategoryId id, Set<RoomId> rooms) {
        try {
            units.writeSession()
                    .insertMultiple(rooms.stream()
                            .map(room -> new CategoryRoomRow(id.value(), room.value()))
                            .toList());
        } catch (ConstraintViolationException gone) {
            if (gone.getKind() != ConstraintViolationException.ConstraintKind.FOREIGN_KEY) {
                throw gone;
            }
            throw new Refusal.Invalid("rooms", "Must name existing rooms.");
        }
    }

    private void delete(CategoryId id, Set<RoomId> rooms) {
        if (!rooms.isEmpty()) {
            units.writeSession()
                    .createNativeMutationQuery(
                            "delete from category_room where category_id = :category and room_id = any(:rooms)")
                    .setParameter("category", id.value())
                    .setParameter("rooms", Queries.array(rooms, RoomId::value))
                    .executeUpdate();
        }
    }

    @Override
    public void delete(CategoryId id) {
        units.writeSession()
                .createMutationQuery("delete from CategoryRow c where c.id = :id")
                .setParameter("id", id.value())
                .executeUpdate();
    }

    @Override
    public Optional<Category> find(CategoryId id) {
        return Optional.ofNullable(units.readSession().get(CategoryRow.class, id.value()))
                .map(row -> withRooms(List.of(row)).get(0));
    }

    @Override
    public Page<Category> of(UserId owner, Page.Window window) {
        var rows = units.readSession()
                .createSelectionQuery("from CategoryRow c where c.ownerId = :owner order by c.id", CategoryRow.class)
                .setParameter("owner", owner.value());
        return new Page<>(count(owner), withRooms(Queries.within(rows, window).getResultList()));
    }

    private List<Category> withRooms(List<CategoryRow> rows) {
        var rooms = rooms(rows.stream().map(row -> row.id).toList());
        return rows.stream()
                .map(row -> row.toDomain(rooms.getOrDefault(row.id, Set.of())))
                .toList();
    }

    private Map<UUID, Set<RoomId>> rooms(List<UUID> categories) {
        if (categories.isEmpty()) {
            return Map.of();
        }
        return units.readSession()
                .createNativeQuery(
                        "select * from category_room where category_id = any(:categories)", CategoryRoomRow.class)
                .setParameter("categories", categories.toArray(UUID[]::new))
                .getResultStream()
                .collect(groupingBy(row -> row.categoryId, mapping(row -> new RoomId(row.roomId), toSet())));
    }

    @Override
    public int count(UserId owner) {
        return units.readSession()
                .createSelectionQuery("select count(*) from CategoryRow c where c.ownerId = :owner", Long.class)
                .setParameter("owner", owner.value())
                .getSingleResult()
                .intValue();
    }

    @Override
    public Optional<CategoryId> findByKey(UserId owner, String key) {
        return units.readSession()
                .createSelectionQuery(
                        "select c.id from CategoryRow c where c.ownerId = :owner and c.titleKey = :key", UUID.class)
                .setParameter("owner", owner.value())
                .setParameter("key", key)
                .uniqueResultOptional()
                .map(CategoryId::new);
    }

    @Override
    public Map<RoomId, List<CategoryId>> containing(Set<RoomId> rooms, UserId owner) {
        if (rooms.isEmpty()) {
            return Map.of();
        }
        return units.readSession()
                .createNativeQuery("""
                        select x.* from category c join category_room x on x.category_id = c.id
                        where c.owner_id = :owner and x.room_id = any(:rooms) order by c.id""", CategoryRoomRow.class)
                .setParameter("owner", owner.value())
                .setParameter("rooms", Queries.array(rooms, RoomId::value))
                .getResultStream()
                .collect(groupingBy(
                        row -> new RoomId(row.roomId), mapping(row -> new CategoryId(row.categoryId), toList())));
    }

    @Override
    public Map<UserId, List<CategoryId>> containing(RoomId room, Set<UserId> owners) {
        if (owners.isEmpty()) {
            return Map.of();
        }
        return units.readSession()
                .createNativeQuery("""
                        select c.* from category_room x join category c on c.id = x.category_id
                        where x.room_id = :room and c.owner_id = any(:owners) order by c.id""", CategoryRow.class)
                .setParameter("room", room.value())
                .setParameter("owners", Queries.array(owners, UserId::value))
                .getResultStream()
                .collect(groupingBy(row -> new UserId(row.ownerId), mapping(row -> new CategoryId(row.id), toList())));
    }
}
