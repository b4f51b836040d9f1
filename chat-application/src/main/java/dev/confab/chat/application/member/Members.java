package dev.confab.chat.application.member;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.application.room.RoomUpdates;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.port.Events;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Mute;
import dev.confab.chat.domain.room.PushLevel;
import dev.confab.chat.domain.room.Role;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Coming, going and ranking. What the caller may not know of is a {@link Refusal.NotFound}; what they may see but not do
 * is a {@link Refusal.Forbidden}. A direct or self room has fixed members ({@link Refusal.Invalid}).
 */
public interface Members {

    /** The most people that can be added at once. */
    int MAX_ADDED = 1_000;

    /** The active members in the order of joining. */
    List<Member> all(UserId reader, RoomId room);

    /** As {@link #all}, by the page. */
    Page<Member> page(UserId reader, RoomId room, Page.Window window);

    /**
     * The membership that {@code id} names: by its own id, or by that of its user. The two never are the same.
     *
     * @throws Refusal.NotFound if it names none in that room
     */
    MembershipId resolve(RoomId room, UUID id);

    /** One member, be it a past one or the system member. */
    Member find(UserId reader, RoomId room, MembershipId member);

    /** Joins a public room; who is in already stays as they are. */
    Member join(UserId user, RoomId room);

    /**
     * As {@link #join}; into a private room, too, with the secret of an invite that is good for it.
     *
     * @throws Refusal.NotFound if the room is private and the secret opens it to nobody, or not to {@code user}
     */
    Member joinByInvite(UserId user, RoomId room, Secret invite);

    /** Leaves; the last owner hands over to whoever has been an admin, else a member, for longest. */
    void leave(UserId user, RoomId room);

    /** Leaves every group, one after the other. Direct and self rooms have fixed members and keep theirs. */
    void leaveGroups(UserId user);

    /**
     * {@code actor} brings people in; those who are in already stay as they are.
     *
     * @throws Refusal.Invalid if one of them is no active user, or there are too many
     * @throws Refusal.Conflict if one of them is banned
     */
    AddResult add(UserId actor, RoomId room, Set<UserId> people);

    /** {@code actor} sends somebody away, or leaves when it is themselves; who is out already stays out. */
    void remove(UserId actor, RoomId room, MembershipId member);

    /**
     * {@code actor}, an owner, gives somebody another role; the one they have changes nothing.
     *
     * @param role null for the one they have
     * @throws Refusal.Conflict if it would take the last owner's role
     */
    Member changeRole(UserId actor, RoomId room, MembershipId member, @Nullable Role role);

    /** {@code actor} sends somebody away for good; who is banned already stays so. */
    Member ban(UserId actor, RoomId room, MembershipId member);

    /** Lets somebody who is banned come back if they wish; does nothing to anybody else. */
    Member unban(UserId actor, RoomId room, MembershipId member);

    /** A member's own wish to be left alone, or not; the same again changes nothing. */
    void mute(UserId user, RoomId room, Mute mute);

    /** Of what a member wants to be told on their devices while they are away; the same again changes nothing. */
    void setPushLevel(UserId user, RoomId room, PushLevel level);

    /**
     * What adding came to.
     *
     * @param members the people asked for, in the order asked
     * @param anyNew false if all were in already
     */
    record AddResult(List<Member> members, boolean anyNew) {}

    static Members of(RoomUpdates changes, Stores stores, Events events, Environment environment) {
        return new MembersService(changes, stores, events, environment);
    }
}
