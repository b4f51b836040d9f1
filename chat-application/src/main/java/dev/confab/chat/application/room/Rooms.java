package dev.confab.chat.application.room;

import dev.confab.chat.application.port.Environment;
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
 * Opening, finding, changing and closing rooms. A room that the caller may not know of is a {@link Refusal.NotFound},
 * just like one that does not exist.
 */
public interface Rooms {

    /** The most people a group can be founded with, beside its creator. */
    int MAX_FOUNDERS = 1_000;

    /**
     * Founds a group with {@code creator} as its owner and {@code others} as members.
     *
     * @throws Refusal.Invalid if one of them is no active user
     */
    RoomView create(UserId creator, RoomProfile profile, Set<UserId> others);

    /**
     * Answers the one room whose people are exactly {@code user} and {@code others}: with nobody else, or only oneself,
     * the self room. Concurrent calls get the same room.
     *
     * @throws Refusal.Invalid if one of them is no active user, or there are too many
     */
    RoomResult direct(UserId user, Set<UserId> others);

    /**
     * Answers the one public room that is found under {@code name}, whatever its case and the white space around it,
     * with {@code user} in it. Concurrent calls get the same room.
     */
    RoomResult byName(UserId user, String name);

    RoomView find(UserId reader, RoomId room);

    /**
     * The room as each of {@code readers} sees it, all in one state; who may not know of it is missing, and so is
     * everybody once it is gone. The number of statements does not hang on how many they are.
     */
    Map<UserId, RoomView> viewsOf(RoomId room, Set<UserId> readers);

    /** The rooms that {@code reader} can see: public ones, and those they are a member of. */
    Page<RoomView> list(UserId reader, RoomStore.Filter filter, Page.Window window);

    /**
     * Does nothing but refuse what {@link #changeProfile} would, for whom that is dear to prepare.
     *
     * @throws Refusal.Forbidden unless {@code actor} is an admin or owner
     */
    void requireMayChangeProfile(UserId actor, RoomId room);

    /**
     * Changes the profile to what {@code change} makes of it; the same profile again changes nothing.
     *
     * @throws Refusal.Forbidden unless {@code actor} is an admin or owner
     * @throws Refusal.Invalid if there is a new picture that is no loose image of theirs
     */
    default RoomView changeProfile(UserId actor, RoomId room, UnaryOperator<RoomProfile> change) {
        return change(actor, room, change, null);
    }

    /**
     * Changes the profile as {@link #changeProfile} does, and brings the members in line with {@code people}, both or neither:
     * adds who is missing and removes who is not listed, but for owners and {@code actor}.
     *
     * @param profile null to leave the profile, and whether {@code actor} may change it, alone
     * @param people null for whoever is in it
     * @throws Refusal.Forbidden if {@code actor} may not do one of these things
     * @throws Refusal.Invalid naming {@code users} if somebody listed is no active user, or the room has more members
     *     than it shows; for a direct or self room
     * @throws Refusal.Conflict if somebody listed is banned
     */
    RoomView change(
            UserId actor, RoomId room, @Nullable UnaryOperator<RoomProfile> profile, @Nullable Set<UserId> people);

    /**
     * Deletes the room and all that is in it, for everybody.
     *
     * @throws Refusal.Forbidden unless {@code actor} is an owner
     */
    void delete(UserId actor, RoomId room);

    /** As the other one, for whom membership does not matter. */
    void delete(Administrator by, RoomId room);

    /**
     * A room that was found or founded.
     *
     * @param isNew false if the room was there before
     */
    record RoomResult(RoomView room, boolean isNew) {}

    static Rooms of(RoomUpdates changes, Stores stores, RoomViewLoader views, Environment environment) {
        return new RoomsService(changes, stores, views, environment);
    }
}
