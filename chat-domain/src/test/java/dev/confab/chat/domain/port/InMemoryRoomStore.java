package dev.confab.chat.domain.port;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.category.CategoryId;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.RoomKey;
import dev.confab.chat.domain.user.UserId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rooms in a map. */
public final class InMemoryRoomStore implements RoomStore {

    private final InMemoryTransactions transactions;

    public InMemoryRoomStore(InMemoryTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public boolean add(Room room) {
        var rooms = transactions.writing().rooms;
        return !isKeyTaken(room) && rooms.putIfAbsent(room.id(), room) == null;
    }

    @Override
    public Optional<Room> find(RoomId id) {
        return Optional.ofNullable(transactions.reading().rooms.get(id));
    }

    @Override
    public Optional<RoomForViewer> findFor(RoomId id, UserId viewer) {
        var tables = transactions.reading();
        return Optional.ofNullable(tables.rooms.get(id))
                .map(room ->
                        new RoomForViewer(room, membership(tables, room, viewer).orElse(null)));
    }

    @Override
    public Optional<Room> findByKey(RoomKey key) {
        return transactions.reading().rooms.values().stream()
                .filter(room -> key.equals(room.key()))
                .findAny();
    }

    @Override
    public Optional<Room> lock(RoomId id) {
        return Optional.ofNullable(transactions.writing().rooms.get(id));
    }

    /** Locks all rooms or none, because a writer has locked all of them. */
    @Override
    public Map<RoomId, Room> tryLockAll(Set<RoomId> ids) {
        if (!transactions.mayWriteNow()) {
            return Map.of();
        }
        return transactions.writing().rooms.values().stream()
                .filter(room -> ids.contains(room.id()))
                .collect(Collectors.toMap(Room::id, Function.identity()));
    }

    @Override
    public void updateCounters(List<Room> rooms) {
        var stored = transactions.writing().rooms;
        rooms.forEach(room -> stored.computeIfPresent(room.id(), (id, before) -> counted(before, room)));
    }

    private static Room counted(Room before, Room now) {
        return new Room(
                before.id(),
                before.kind(),
                before.key(),
                before.profile(),
                before.creator(),
                before.created(),
                before.modified(),
                now.lastActivity(),
                now.counters());
    }

    @Override
    public boolean update(Room room) {
        var rooms = transactions.writing().rooms;
        if (isKeyTaken(room)) {
            return false;
        }
        rooms.replace(room.id(), room);
        return true;
    }

    private boolean isKeyTaken(Room room) {
        return room.key() != null
                && findByKey(room.key())
                        .filter(other -> !other.id().equals(room.id()))
                        .isPresent();
    }

    @Override
    public void delete(RoomId id) {
        var tables = transactions.writing();
        tables.rooms.remove(id);
        tables.memberships.values().removeIf(member -> member.room().equals(id));
        tables.invites.values().removeIf(invite -> invite.room().equals(id));
        tables.categories.replaceAll((key, category) -> InMemoryCategoryStore.without(id, category));
        tables.messages.values().removeIf(message -> message.room().equals(id));
        tables.edits.removeIf(edit -> !tables.messages.containsKey(edit.message()));
        tables.reactions.values().removeIf(reaction -> !tables.messages.containsKey(reaction.message()));
        tables.steps.removeIf(step -> step.room().equals(id));
    }

    @Override
    public Page<Room> visibleTo(UserId viewer, Filter filter, Page.Window window) {
        var tables = transactions.reading();
        var found = tables.rooms.values().stream()
                .filter(room -> isVisible(room, membership(tables, room, viewer), filter.mineOnly()))
                .filter(room -> isIn(tables, filter.category(), room, viewer))
                .filter(room -> isCalled(room, filter.title()))
                .sorted(comparator(filter.order())
                        .thenComparing(room -> room.id().toString()))
                .toList();
        return Pages.cut(found, window);
    }

    @Override
    public Page<Room> all(String title, Page.Window window) {
        var found = transactions.reading().rooms.values().stream()
                .filter(room -> isCalled(room, title))
                .sorted(comparator(Order.ACTIVITY)
                        .thenComparing(room -> room.id().toString()))
                .toList();
        return Pages.cut(found, window);
    }

    private static boolean isVisible(Room room, Optional<Membership> viewer, boolean mineOnly) {
        return mineOnly ? viewer.filter(Membership::isActive).isPresent() : room.isVisibleTo(viewer.orElse(null));
    }

    private static boolean isIn(InMemoryTables tables, @Nullable CategoryId category, Room room, UserId viewer) {
        if (category == null) {
            return true;
        }
        var wanted = tables.categories.get(category);
        return wanted != null
                && wanted.owner().equals(viewer)
                && wanted.profile().rooms().contains(room.id());
    }

    private static boolean isCalled(Room room, String part) {
        var title = room.profile().title();
        return part.isEmpty() || (title != null && InMemoryTables.contains(title, part));
    }

    /** Reads the same tables as for the room, because a statement sees one state. */
    private static Optional<Membership> membership(InMemoryTables tables, Room room, UserId user) {
        return tables.memberships.values().stream()
                .filter(member -> member.room().equals(room.id()) && member.isOf(user))
                .findAny();
    }

    private static Comparator<Room> comparator(Order order) {
        return switch (order) {
            case ACTIVITY -> comparing(Room::lastActivity).reversed();
            case CREATED -> comparing(Room::created);
            case CREATED_DESCENDING -> comparing(Room::created).reversed();
            case MODIFIED -> comparing(Room::modified);
            case MODIFIED_DESCENDING -> comparing(Room::modified).reversed();
            case TITLE -> comparing(InMemoryRoomStore::foldedTitle, nullsLast(naturalOrder()));
        };
    }

    private static String foldedTitle(Room room) {
        var title = room.profile().title();
        return title == null ? null : InMemoryTables.folded(title);
    }

    @Override
    public Set<RoomId> visibleAmong(Set<RoomId> rooms, UserId viewer) {
        var tables = transactions.reading();
        return tables.rooms.values().stream()
                .filter(room -> rooms.contains(room.id()) && isVisible(room, membership(tables, room, viewer), false))
                .map(Room::id)
                .collect(Collectors.toSet());
    }

    @Override
    public List<Room> roomsOf(UserId user) {
        var tables = transactions.reading();
        return tables.rooms.values().stream()
                .filter(room -> isVisible(room, membership(tables, room, user), true))
                .toList();
    }

    @Override
    public int countCreatedBy(UserId creator, int most) {
        return (int) transactions.reading().rooms.values().stream()
                .filter(room -> creator.equals(room.creator()))
                .limit(most)
                .count();
    }

    @Override
    public Map<RoomId, Long> versions(Set<RoomId> rooms) {
        return transactions.reading().rooms.values().stream()
                .filter(room -> rooms.contains(room.id()))
                .collect(Collectors.toMap(Room::id, Room::version));
    }
}
