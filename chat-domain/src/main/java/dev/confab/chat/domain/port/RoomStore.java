package dev.confab.chat.domain.port;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.category.CategoryId;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.RoomKey;
import dev.confab.chat.domain.user.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps the rooms. Call within {@link Transactions}. */
public interface RoomStore {

    /**
     * Stores a new room, unless another one has its key.
     *
     * @return false if the key is taken; nothing is stored then, and the unit of work goes on, and {@link #findByKey} finds the other. Of two
     *     concurrent calls one waits for the other and gets false.
     */
    boolean add(Room room);

    Optional<Room> find(RoomId id);

    /** The room, and whatever {@code viewer} is or was in it; one statement. */
    Optional<RoomForViewer> findFor(RoomId id, UserId viewer);

    Optional<Room> findByKey(RoomKey key);

    /**
     * As {@link #find}; nobody else can lock, update or delete the room until the transaction ends. Every change of a
     * room, its members and messages starts with this or {@link #tryLockAll}, so that counters have no holes. Waits while
     * somebody else holds the room; so that nobody waits in a circle, a transaction locks one room at most by this.
     */
    Optional<Room> lock(RoomId id);

    /**
     * As {@link #lock}, for those of {@code ids} that exist and that nobody else holds; the others are missing. Never waits for
     * a room, so that a transaction may lock many, and a store may leave out more than it has to. One statement.
     */
    Map<RoomId, Room> tryLockAll(Set<RoomId> ids);

    /**
     * Stores {@code room} over the one of the same id.
     *
     * @return false if another room has the new key; nothing is stored then, and the unit of work goes on
     */
    boolean update(Room room);

    /**
     * Stores the version, the counts and the last activity of {@code rooms}; all else of them is as it was. One statement.
     */
    void updateCounters(List<Room> rooms);

    /** Deletes the room with its memberships, messages, journal and invites, and takes it out of all categories. */
    void delete(RoomId id);

    /** The rooms that {@code viewer} can see and {@code filter} lets through; a constant number of statements. */
    Page<Room> visibleTo(UserId viewer, Filter filter, Page.Window window);

    /**
     * All rooms with {@code title} in their title, see {@link Filter#title}, whoever may see them; latest activity first. Two
     * statements.
     */
    Page<Room> all(String title, Page.Window window);

    /** Those of {@code rooms} that {@code viewer} can see; one statement. */
    Set<RoomId> visibleAmong(Set<RoomId> rooms, UserId viewer);

    /** The rooms in which {@code user} is an active member, in no particular order; one statement. */
    List<Room> roomsOf(UserId user);

    /** How many rooms {@code creator} has made that still exist, counted up to {@code most}; one statement. */
    int countCreatedBy(UserId creator, int most);

    /** The versions of {@code rooms}; those that do not exist any more are missing. One statement. */
    Map<RoomId, Long> versions(Set<RoomId> rooms);

    /**
     * A room before somebody's eyes.
     *
     * @param viewer their membership, past or present; null if there never was one
     */
    record RoomForViewer(Room room, @Nullable Membership viewer) {}

    /**
     * Which rooms, in what order.
     *
     * @param mineOnly only rooms in which the viewer is an active member, not every public one
     * @param title a part of the title in whatever case, {@code %} and {@code _} mean themselves; empty for all
     * @param category only rooms in this category of the viewer's; null for all
     */
    record Filter(boolean mineOnly, String title, @Nullable CategoryId category, Order order) {

        /** Whatever category they are in. */
        public Filter(boolean mineOnly, String title, Order order) {
            this(mineOnly, title, null, order);
        }
    }

    /** Orders of rooms; equal ones follow by id. */
    enum Order {
        /** Latest activity first. */
        ACTIVITY,
        CREATED,
        CREATED_DESCENDING,
        MODIFIED,
        MODIFIED_DESCENDING,
        /** By title, case aside; rooms without a title last. */
        TITLE
    }
}
