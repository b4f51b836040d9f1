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

/** A store of rooms. All calls must be made within {@link Transactions}. */
public interface RoomStore {

    /**
     * Stores a new room, unless another room has its key.
     *
     * @return false if the key is taken; then nothing is stored, the transaction continues, and {@link #findByKey} finds
     *     the other room. Of two concurrent calls, one waits for the other and returns false.
     */
    boolean add(Room room);

    Optional<Room> find(RoomId id);

    /** Finds the room with the present or former membership of {@code viewer}. One statement. */
    Optional<RoomForViewer> findFor(RoomId id, UserId viewer);

    Optional<Room> findByKey(RoomKey key);

    /**
     * Finds the room and locks it against other changes until the transaction ends. Every change of a room, its members
     * or its messages starts with this call or {@link #tryLockAll}, so that counters have no gaps.
     *
     * <p>Waits while another transaction holds the lock. To avoid deadlocks, a transaction locks at most one room this
     * way.
     */
    Optional<Room> lock(RoomId id);

    /**
     * Returns and locks those of the rooms that exist and are not locked. Never waits, so a transaction may lock many
     * rooms this way. A store may leave out more rooms than necessary. One statement.
     */
    Map<RoomId, Room> tryLockAll(Set<RoomId> ids);

    /**
     * Replaces the room of the same id.
     *
     * @return false if another room has the new key; then nothing is stored and the transaction continues
     */
    boolean update(Room room);

    /** Stores only the counters and the last activity of the rooms. One statement. */
    void updateCounters(List<Room> rooms);

    /** Deletes the room with its memberships, messages, journal and invites, and removes it from all categories. */
    void delete(RoomId id);

    /** Returns the rooms that {@code viewer} can see and that match {@code filter}. A constant number of statements. */
    Page<Room> visibleTo(UserId viewer, Filter filter, Page.Window window);

    /**
     * Returns all rooms whose title matches, regardless of visibility, the latest activity first. Two statements.
     *
     * @param title as in {@link Filter}
     */
    Page<Room> all(String title, Page.Window window);

    /** Returns those of the rooms that {@code viewer} can see. One statement. */
    Set<RoomId> visibleAmong(Set<RoomId> rooms, UserId viewer);

    /** Returns the rooms in which {@code user} is an active member, in no particular order. One statement. */
    List<Room> roomsOf(UserId user);

    /** Returns the number of existing rooms created by {@code creator}, counted up to {@code max}. One statement. */
    int countCreatedBy(UserId creator, int max);

    /** Returns the versions of those of the rooms that exist. One statement. */
    Map<RoomId, Long> versions(Set<RoomId> rooms);

    /**
     * A room with one user's membership.
     *
     * @param viewer the present or former membership; null if the user was never a member
     */
    record RoomForViewer(Room room, @Nullable Membership viewer) {}

    /**
     * The conditions and the order of a list of rooms.
     *
     * @param mineOnly whether to list only rooms in which the viewer is an active member, without other public rooms
     * @param title a part of the folded title; empty for all; {@code %} and {@code _} have no special meaning
     * @param category the viewer's category that contains the rooms; null for all
     */
    record Filter(boolean mineOnly, String title, @Nullable CategoryId category, Order order) {

        /** Creates a filter for rooms of any category. */
        public Filter(boolean mineOnly, String title, Order order) {
            this(mineOnly, title, null, order);
        }
    }

    /** The order of a list of rooms; equal rooms follow by id. */
    enum Order {
        /** The latest activity first. */
        ACTIVITY,
        CREATED,
        CREATED_DESCENDING,
        MODIFIED,
        MODIFIED_DESCENDING,
        /** By folded title; rooms without a title last. */
        TITLE
    }
}
