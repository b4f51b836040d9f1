package dev.confab.chat.domain.room;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.SecretDigest;
import dev.confab.chat.domain.room.Room.Change;
import dev.confab.chat.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The changes of a room's membership: joining, inviting, leaving, removal, bans and roles. Holds nothing but the
 * immutable room.
 *
 * <p>Every method with an {@code actor} first checks, as {@link Room#requireMember} does, that the actor is an active
 * member. {@code actor} is null if the acting user was never a member. {@code former} is the membership of an earlier
 * stay, null for a user who was never a member; {@code newId} identifies the membership that is created in that case.
 */
public final class RoomMembers {

    private final Room room;

    RoomMembers(Room room) {
        this.room = room;
    }

    /** Adds one of the first members. The creator becomes the owner, except in a direct room. */
    public Change<Membership> addFounder(UserId userId, MembershipId newId, Instant at) {
        boolean isOwner = userId.equals(room.creator()) && room.kind() != Room.Kind.DIRECT;
        return admit(null, userId, newId, isOwner ? Role.OWNER : Role.MEMBER, Mute.OFF, at);
    }

    /**
     * Lets a user join a public room.
     *
     * @throws Refusal.NotFound if the room is private or the user is banned
     */
    public Change<Membership> join(@Nullable Membership former, UserId userId, MembershipId newId, Instant at) {
        room.requireVisibleTo(former);
        return admit(former, userId, newId, roleForNewcomer(), Mute.OFF, at);
    }

    /**
     * Lets a user join a public room, or a private one with a valid invite. A public room ignores the invite.
     *
     * @param invite null if no invite has the secret that the user presented
     * @throws Refusal.NotFound if the user is banned, or the room is private and the invite is not valid for it
     */
    public Change<Membership> joinByInvite(
            @Nullable Membership former, @Nullable Invite invite, UserId userId, MembershipId newId, Instant at) {
        boolean isInvited = invite != null && invite.isValidFor(room, at) && !isBanned(former);
        if (!isInvited) {
            room.requireVisibleTo(former);
        }
        return admit(former, userId, newId, roleForNewcomer(), Mute.OFF, at);
    }

    /**
     * Lets a user join a public room by posting a message. A user who was never a member joins muted, because posting
     * once does not mean following the room.
     *
     * @throws Refusal.NotFound if the room is private or the user is banned
     */
    public Change<Membership> joinByPosting(
            @Nullable Membership former, UserId userId, MembershipId newId, Instant at) {
        room.requireVisibleTo(former);
        return admit(former, userId, newId, roleForNewcomer(), Mute.FOREVER, at);
    }

    /** Makes the first user in an empty public room its owner; otherwise the room could never have one again. */
    private Role roleForNewcomer() {
        return room.memberCount() == 0 ? Role.OWNER : Role.MEMBER;
    }

    /**
     * Adds a user who is not an active member.
     *
     * @throws Refusal.Conflict if the user is banned
     */
    public Change<Membership> add(
            @Nullable Membership actor, @Nullable Membership former, UserId userId, MembershipId newId, Instant at) {
        requireMayAdd(actor);
        if (isBanned(former)) {
            throw new Refusal.Conflict("The user is banned from the room.");
        }
        return admit(former, userId, newId, Role.MEMBER, Mute.OFF, at);
    }

    /** Checks that {@code actor} may add members: an admin, or any member if the profile allows it. */
    public void requireMayAdd(@Nullable Membership actor) {
        room.requireRoleInGroup(actor, room.profile().membersCanInvite() ? Role.MEMBER : Role.ADMIN);
    }

    private static boolean isBanned(@Nullable Membership former) {
        return former != null && former.status() == Membership.Status.BANNED;
    }

    private Change<Membership> admit(
            @Nullable Membership former, UserId userId, MembershipId newId, Role role, Mute firstMute, Instant at) {
        var next = nextVersion(1);
        var membership = former != null
                ? former.rejoin(role, next, at)
                : Membership.create(newId, next, userId, role, firstMute, at);
        return new Change<>(next, membership);
    }

    /** Returns the member who writes the system messages of the room. It is created once and never counted. */
    public Membership systemMember(MembershipId newId, Instant at) {
        return Membership.create(newId, room, null, Role.MEMBER, Mute.OFF, at);
    }

    /**
     * Creates an invite.
     *
     * @param digest the digest of the invite's secret
     * @param validInvites the number of valid invites that the room has already
     * @throws Refusal.Conflict if the room has {@value Invite#MAX_OF_ROOM} valid invites
     */
    public Invite invite(
            @Nullable Membership actor, SecretDigest digest, Duration lifetime, int validInvites, Instant at) {
        requireMayAdd(actor);
        if (validInvites >= Invite.MAX_OF_ROOM) {
            throw new Refusal.Conflict("The room has " + Invite.MAX_OF_ROOM + " invites; revoke some first.");
        }
        return Invite.create(digest, room.requireMember(actor), lifetime, at);
    }

    /** Checks that {@code actor} may revoke the invite: its creator while still a member, or an admin. */
    public void requireMayRevoke(@Nullable Membership actor, Invite invite) {
        var member = room.requireMember(actor);
        if (!invite.creator().equals(member.id()) && !member.role().isAtLeast(Role.ADMIN)) {
            throw new Refusal.Forbidden("Only its creator or an admin can revoke an invite.");
        }
    }

    /** Lets a member leave the group. */
    public Change<Membership> leave(@Nullable Membership member) {
        return deactivate(room.requireMemberOfGroup(member), Membership.Status.LEFT);
    }

    /**
     * Returns the member who becomes owner when {@code leaver}, the last owner, leaves: the longest-standing admin, or
     * else the longest-standing member. Returns empty if another owner remains.
     *
     * @param eldest finds the active member of a role, other than the leaver, who joined first
     */
    public Optional<Membership> successorOf(Membership leaver, Function<Role, Optional<Membership>> eldest) {
        if (leaver.role() != Role.OWNER || eldest.apply(Role.OWNER).isPresent()) {
            return Optional.empty();
        }
        return eldest.apply(Role.ADMIN).or(() -> eldest.apply(Role.MEMBER));
    }

    /** Makes the {@linkplain #successorOf successor} of the last owner an owner. */
    public Change<Membership> promoteSuccessor(Membership successor) {
        return withRole(successor, Role.OWNER);
    }

    /**
     * Removes a member, who may come back as the room's visibility allows. Nothing changes if {@code target} is not
     * active.
     *
     * @throws Refusal.Forbidden if the actor is not an admin, or the target is the actor, the system member, or an owner
     *     while the actor is none
     */
    public Change<Membership> remove(@Nullable Membership actor, Membership target) {
        var admin = requirePowerOver(actor, target);
        if (admin.id().equals(target.id())) {
            throw new Refusal.Forbidden("You cannot remove yourself; leave instead.");
        }
        return target.isActive() ? deactivate(target, Membership.Status.LEFT) : new Change<>(room, target);
    }

    /**
     * Whether replacing the whole member list removes a member that the new list does not contain. Owners, the system
     * member and the actor stay.
     */
    public boolean isRemovedWhenOmitted(Membership member, Membership actor) {
        return member.isActive()
                && !member.isSystem()
                && member.role() != Role.OWNER
                && !member.id().equals(actor.id());
    }

    /**
     * Bans an active or former member, who can no longer see or join the room.
     *
     * @throws Refusal.Forbidden as in {@link #remove}
     */
    public Change<Membership> ban(@Nullable Membership actor, Membership target) {
        var admin = requirePowerOver(actor, target);
        if (admin.id().equals(target.id())) {
            throw new Refusal.Forbidden("You cannot ban yourself.");
        }
        return deactivate(target, Membership.Status.BANNED);
    }

    /** Lifts a ban, so that the former member may come back. Nothing changes if {@code target} is not banned. */
    public Change<Membership> unban(@Nullable Membership actor, Membership target) {
        room.requireRole(actor, Role.ADMIN);
        if (target.status() != Membership.Status.BANNED) {
            return new Change<>(room, target);
        }
        var next = room.nextVersion();
        return new Change<>(next, target.with(target.role(), Membership.Status.LEFT, next.version()));
    }

    private Membership requirePowerOver(@Nullable Membership actor, Membership target) {
        var member = room.requireRoleInGroup(actor, Role.ADMIN);
        if (target.isSystem()) {
            throw new Refusal.Forbidden("The system member cannot be removed.");
        }
        if (target.role() == Role.OWNER && member.role() != Role.OWNER) {
            throw new Refusal.Forbidden("Only an owner can remove an owner.");
        }
        return member;
    }

    private Change<Membership> deactivate(Membership member, Membership.Status status) {
        var next = nextVersion(member.isActive() ? -1 : 0);
        return new Change<>(next, member.with(Role.MEMBER, status, next.version()));
    }

    /**
     * Changes the role of an active member.
     *
     * @param hasOtherOwner whether the room has an owner besides {@code target}
     * @throws Refusal.Forbidden if the actor is not an owner
     * @throws Refusal.Invalid if the target is not an active member
     * @throws Refusal.Conflict if the room would lose its last owner
     */
    public Change<Membership> changeRole(
            @Nullable Membership actor, Membership target, Role role, boolean hasOtherOwner) {
        room.requireRoleInGroup(actor, Role.OWNER);
        if (target.isSystem() || !target.isActive()) {
            throw new Refusal.Invalid("role", "Must be the role of an active member.");
        }
        if (target.role() == Role.OWNER && role != Role.OWNER && !hasOtherOwner) {
            throw new Refusal.Conflict("The last owner cannot step down; make another member an owner first.");
        }
        return withRole(target, role);
    }

    private Change<Membership> withRole(Membership member, Role role) {
        var next = room.nextVersion();
        return new Change<>(next, member.with(role, member.status(), next.version()));
    }

    private Room nextVersion(int memberChange) {
        return room.withCounters(room.counters().nextVersion().plusMembers(memberChange));
    }
}
