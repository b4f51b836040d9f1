package dev.confab.chat.application.member;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.application.room.RoomUpdates;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.port.Events;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Membership.PushLevel;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Mute;
import dev.confab.chat.domain.room.Role;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Joins, leaves and changes memberships. All methods throw {@link Refusal.NotFound} if the caller may not see the room or
 * the member does not exist, and {@link Refusal.Forbidden} if the caller lacks the permission. Methods that change the
 * members of a direct or self room throw {@link Refusal.Invalid}, because those are fixed.
 */
public interface Members {

    /** The largest number of users that can be added at once. */
    int MAX_ADDED = 1_000;

    /** Returns all active members in the order of joining. */
    List<Member> all(UserId reader, RoomId room);

    /** Returns a page of the active members in the order of joining. */
    Page<Member> page(UserId reader, RoomId room, Page.Window window);

    /**
     * Returns the membership whose own id, or whose user's id, is {@code id}. The two are never the same.
     *
     * @throws Refusal.NotFound if there is none in the room
     */
    MembershipId resolve(RoomId room, UUID id);

    /** Returns one current or past member, or the system member. */
    Member find(UserId reader, RoomId room, MembershipId member);

    /** Joins a public room. Does nothing if {@code user} is a member already. */
    Member join(UserId user, RoomId room);

    /**
     * Joins a room with the secret of an invite. Does nothing if {@code user} is a member already.
     *
     * @throws Refusal.NotFound if the room is private and the invite is not valid for {@code user}
     */
    Member joinByInvite(UserId user, RoomId room, Secret invite);

    /** Leaves. When the last owner leaves, the longest-standing admin becomes owner, or the longest-standing member. */
    void leave(UserId user, RoomId room);

    /** Leaves all groups, one after another. The user stays in direct and self rooms. */
    void leaveGroups(UserId user);

    /**
     * Adds users to the room. Those who are members already stay as they are.
     *
     * @throws Refusal.Invalid naming {@code user_ids} if there are too many, or one does not exist or is not active
     * @throws Refusal.Conflict if one of them is banned
     */
    AddResult add(UserId actor, RoomId room, Set<UserId> userIds);

    /** Removes a member, or leaves if {@code member} is the actor. Does nothing if the member has left. */
    void remove(UserId actor, RoomId room, MembershipId member);

    /**
     * Changes the role of a member, as an owner. An equal role changes nothing.
     *
     * @param role null to keep the current role
     * @throws Refusal.Conflict if the room would have no owner
     */
    Member changeRole(UserId actor, RoomId room, MembershipId member, @Nullable Role role);

    /** Removes a member, who cannot come back until unbanned. Does nothing if the member is banned already. */
    Member ban(UserId actor, RoomId room, MembershipId member);

    /** Ends the ban of a former member, who may then join again. Does nothing if the member is not banned. */
    Member unban(UserId actor, RoomId room, MembershipId member);

    /** Mutes or unmutes the room for {@code user}. */
    void mute(UserId user, RoomId room, Mute mute);

    /** Sets which messages of the room {@code user} is notified of while offline. */
    void setPushLevel(UserId user, RoomId room, PushLevel level);

    /**
     * The result of adding users.
     *
     * @param members the members, in the order of the request
     * @param anyNew whether one of them was not a member before
     */
    record AddResult(List<Member> members, boolean anyNew) {}

    /** Returns the use cases over {@code updates} and {@code stores}. */
    static Members of(RoomUpdates updates, Stores stores, Events events, Environment environment) {
        return new MembersService(updates, stores, events, environment);
    }
}
