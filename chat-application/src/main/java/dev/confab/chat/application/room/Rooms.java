package dev.confab.chat.application.room;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.application.view.RoomView;
import dev.confab.chat.application.view.RoomViewLoader;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.RoomStore;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.RoomProfile;
import dev.confab.chat.domain.user.Administrator;
import dev.confab.chat.domain.user.UserId;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Creates, finds, changes and deletes rooms. Methods that take a room throw {@link Refusal.NotFound} if it does not exist
 * or the caller may not see it.
 */
public interface Rooms {

    /** The largest number of members that a group can be created with, in addition to its creator. */
    int MAX_FOUNDERS = 1_000;

    /**
     * Creates a group with {@code creator} as its owner and {@code others} as members.
     *
     * @throws Refusal.Invalid naming {@code users} if there are too many, or one does not exist or is not active
     */
    RoomView create(UserId creator, RoomProfile profile, Set<UserId> others);

    /**
     * Gets or creates the direct room whose members are exactly {@code user} and {@code others}. Without others, this is
     * the self room of the user. Concurrent calls return the same room.
     *
     * @throws Refusal.Invalid if there are too many others, or one does not exist or is not active
     */
    RoomResult direct(UserId user, Set<UserId> others);

    /**
     * Gets or creates the public room of this name, and joins {@code user} to it. Names are compared without case and
     * surrounding white space. Concurrent calls return the same room.
     */
    RoomResult byName(UserId user, String name);

    /** Returns the room as {@code reader} sees it. */
    RoomView find(UserId reader, RoomId room);

    /**
     * Returns the room as each of {@code readers} sees it, all from one snapshot. Readers who may not see the room are
     * missing; the map is empty if the room does not exist. The number of statements does not depend on the number of
     * readers.
     */
    Map<UserId, RoomView> viewsOf(RoomId room, Set<UserId> readers);

    /** Returns the rooms that {@code reader} can see: public ones, and those the reader is a member of. */
    Page<RoomView> list(UserId reader, RoomStore.Filter filter, Page.Window window);

    /**
     * Checks whether {@code actor} may change the profile, before an expensive preparation such as an image upload.
     *
     * @throws Refusal.Forbidden unless {@code actor} is an admin or owner
     */
    void requireMayChangeProfile(UserId actor, RoomId room);

    /**
     * Changes the profile to the result of {@code change}. An equal profile changes nothing.
     *
     * @throws Refusal.Forbidden unless {@code actor} is an admin or owner
     * @throws Refusal.Invalid if the new picture is not an unattached image of {@code actor}
     */
    default RoomView changeProfile(UserId actor, RoomId room, UnaryOperator<RoomProfile> change) {
        return change(actor, room, change, null);
    }

    /**
     * Changes the profile and the members in one transaction. Users who are listed but not members are added. Members who
     * are not listed are removed, except owners and {@code actor}.
     *
     * @param profile returns the new profile for the current one; null to keep it, without a check of permissions
     * @param users the listed users; null to keep the members
     * @throws Refusal.Forbidden if {@code actor} lacks a permission for one of the changes
     * @throws Refusal.Invalid naming {@code users} if a listed user does not exist or is not active, the room has more
     *     than {@value RoomView#FIRST_MEMBERS} members, or is a direct or self room
     * @throws Refusal.Conflict if a listed user is banned
     */
    RoomView change(
            UserId actor, RoomId room, @Nullable UnaryOperator<RoomProfile> profile, @Nullable Set<UserId> users);

    /**
     * Deletes the room with all of its contents.
     *
     * @throws Refusal.Forbidden unless {@code actor} is an owner
     */
    void delete(UserId actor, RoomId room);

    /** Deletes the room with all of its contents, without a check of membership. */
    void delete(Administrator administrator, RoomId room);

    /**
     * A room that was found or created.
     *
     * @param isNew whether the room was created by this call
     */
    record RoomResult(RoomView room, boolean isNew) {}

    /** Returns the use cases over {@code updates} and {@code stores}. */
    static Rooms of(RoomUpdates updates, Stores stores, RoomViewLoader views, Environment environment) {
        return new RoomsService(updates, stores, views, environment);
    }
}
