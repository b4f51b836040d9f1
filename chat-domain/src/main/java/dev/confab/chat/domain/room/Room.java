package dev.confab.chat.domain.room;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.user.Administrator;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A place where members post messages.
 *
 * <p>Rooms are immutable, and every instance is valid. A change returns the room one version later, after checking that
 * the acting member may make it. Changes of the membership are found in {@link #members()}, those of messages in
 * {@link #messages()}. Memberships and messages are not part of a room, so a room with 100,000 members loads none of
 * them.
 *
 * @param key makes the room unique among rooms of its sort; null for an ordinary group
 * @param creator null once that account has been erased
 * @param modified when the profile last changed
 * @param lastActivity when the last message was posted, or the room was created
 */
public record Room(
        RoomId id,
        Kind kind,
        @Nullable RoomKey key,
        RoomProfile profile,
        @Nullable UserId creator,
        Instant created,
        Instant modified,
        Instant lastActivity,
        RoomCounters counters) {

    /** The title of a self room. */
    public static final String SELF_TITLE = "Notes to Yourself";

    /** Maximum number of users of one direct room. */
    public static final int MAX_DIRECT = 100;

    /** Maximum number of rooms that one user has created, direct rooms included. */
    public static final int MAX_CREATED = 20_000;

    /** The kind of a room, which never changes. */
    public enum Kind {
        /** A room whose members come and go. */
        GROUP,
        /** The only room of a fixed set of users. */
        DIRECT,
        /** A room for one user's own notes. */
        SELF
    }

    /**
     * The result of one change.
     *
     * @param room the room after the change
     * @param value the membership or message that changed; it carries the new version of the room
     */
    public record Change<T>(Room room, T value) {}

    /** Returns a new group without members; the creator joins it by {@link RoomMembers#addFounder}. */
    public static Room group(RoomId id, RoomProfile profile, UserId creatorId, Instant at) {
        return create(id, Kind.GROUP, null, profile.requireNewTitle(null), creatorId, at);
    }

    /**
     * Returns a new room, still without members, for exactly the given users: a self room for one user, otherwise a
     * direct room.
     *
     * @param userIds the users, including the creator
     * @throws Refusal.Invalid if there are more than {@value #MAX_DIRECT} users
     */
    public static Room forUsers(RoomId id, Collection<UserId> userIds, UserId creatorId, Instant at) {
        if (userIds.size() > MAX_DIRECT) {
            throw new Refusal.Invalid("users", "Must be at most " + MAX_DIRECT + " users.");
        }
        var kind = Set.copyOf(userIds).size() == 1 ? Kind.SELF : Kind.DIRECT;
        return create(id, kind, RoomKey.forUsers(userIds), RoomProfile.of(null, false), creatorId, at);
    }

    /** Returns a new public group, still without members, that is found by its name regardless of case. */
    public static Room named(RoomId id, String name, UserId creatorId, Instant at) {
        var profile = RoomProfile.of(name.strip(), true).requireNewTitle(null);
        return create(id, Kind.GROUP, RoomKey.named(name), profile, creatorId, at);
    }

    private static Room create(
            RoomId id, Kind kind, @Nullable RoomKey key, RoomProfile profile, UserId creatorId, Instant at) {
        return new Room(id, kind, key, profile, creatorId, at, at, at, RoomCounters.ZERO);
    }

    /**
     * Checks that a user who has created {@code createdCount} rooms may create another one.
     *
     * @throws Refusal.Conflict if the user has reached {@value #MAX_CREATED} rooms
     */
    public static void requireMayCreate(int createdCount) {
        if (createdCount >= MAX_CREATED) {
            throw new Refusal.Conflict("You cannot create more than " + MAX_CREATED + " rooms; delete some first.");
        }
    }

    public long version() {
        return counters.version();
    }

    public long messageSeq() {
        return counters.messageSeq();
    }

    public int memberCount() {
        return counters.members();
    }

    public int pinnedCount() {
        return counters.pinned();
    }

    /** Returns the changes of this room's membership. */
    public RoomMembers members() {
        return new RoomMembers(this);
    }

    /** Returns the changes of this room's messages. */
    public RoomMessages messages() {
        return new RoomMessages(this);
    }

    /** Whether a user with the given membership, or with none, may know that the room exists. */
    public boolean isVisibleTo(@Nullable Membership viewer) {
        if (viewer == null || viewer.status() == Membership.Status.LEFT) {
            return profile.isPublic();
        }
        return viewer.isActive();
    }

    /** Throws {@link Refusal.NotFound} unless the room is {@linkplain #isVisibleTo visible} to the viewer. */
    public void requireVisibleTo(@Nullable Membership viewer) {
        if (!isVisibleTo(viewer)) {
            throw new Refusal.NotFound("room");
        }
    }

    /**
     * Returns {@code actor}, an active member of this room.
     *
     * @throws Refusal.NotFound if the room is not visible to the actor
     * @throws Refusal.Forbidden if the actor is not a member of this public room
     */
    public Membership requireMember(@Nullable Membership actor) {
        requireVisibleTo(actor);
        if (actor == null || !actor.isActive()) {
            throw new Refusal.Forbidden("Only members of the room can do this.");
        }
        if (!actor.room().equals(id)) {
            throw new IllegalArgumentException("Membership " + actor.id() + " belongs to another room than " + id);
        }
        return actor;
    }

    /**
     * Returns {@code actor}, an active member of this group.
     *
     * @throws Refusal.Invalid if this is a direct or self room, whose members never change
     */
    public Membership requireMemberOfGroup(@Nullable Membership actor) {
        var member = requireMember(actor);
        if (kind != Kind.GROUP) {
            throw new Refusal.Invalid(null, "The members and the profile of a direct or self room cannot change.");
        }
        return member;
    }

    Membership requireRole(@Nullable Membership actor, Role minimum) {
        var member = requireMember(actor);
        if (!member.role().isAtLeast(minimum)) {
            throw new Refusal.Forbidden(
                    minimum == Role.OWNER ? "Only an owner can do this." : "Only an admin or owner can do this.");
        }
        return member;
    }

    Membership requireRoleInGroup(@Nullable Membership actor, Role minimum) {
        requireMemberOfGroup(actor);
        return requireRole(actor, minimum);
    }

    /**
     * Changes the profile. An equal profile changes nothing. A room {@linkplain #named found by name} is found by its new
     * title, until it becomes private or loses its title.
     */
    public Room changeProfile(@Nullable Membership actor, RoomProfile newProfile, Instant at) {
        requireMayChangeProfile(actor);
        if (newProfile.equals(profile)) {
            return this;
        }
        var valid = newProfile.requireNewTitle(profile.title());
        return new Room(id, kind, keyFor(valid), valid, creator, created, at, lastActivity, counters.nextVersion());
    }

    /** Checks that {@code actor}, at least an admin of this group, may change the profile. */
    public void requireMayChangeProfile(@Nullable Membership actor) {
        requireRoleInGroup(actor, Role.ADMIN);
    }

    private @Nullable RoomKey keyFor(RoomProfile newProfile) {
        var title = newProfile.title();
        return key == null || title == null || !newProfile.isPublic() ? null : RoomKey.named(title);
    }

    /** Returns the event of the room's deletion by {@code actor}, who must be an owner. */
    public RoomEvent.RoomDeleted delete(@Nullable Membership actor) {
        requireRole(actor, Role.OWNER);
        return new RoomEvent.RoomDeleted(id, version() + 1);
    }

    /** Returns the event of the room's deletion by an administrator. */
    public RoomEvent.RoomDeleted delete(Administrator administrator) {
        return new RoomEvent.RoomDeleted(id, version() + 1);
    }

    /**
     * Returns the title as {@code viewerId} reads it. An untitled room is named after its members; a direct room leaves
     * out the viewer.
     *
     * @param firstMembers the first active members, in the order of joining
     */
    public String titleFor(UserId viewerId, List<Member> firstMembers) {
        var title = profile.title();
        if (title != null) {
            return title;
        }
        if (kind == Kind.SELF) {
            return SELF_TITLE;
        }
        return names(firstMembers.stream()
                .filter(member -> kind == Kind.GROUP || !member.membership().isOf(viewerId)));
    }

    /** Returns the title for administrators, who are not members; {@code firstMembers} as in {@link #titleFor}. */
    public String titleForAdministrator(List<Member> firstMembers) {
        var title = profile.title();
        return title != null ? title : names(firstMembers.stream());
    }

    private static String names(Stream<Member> members) {
        return members.map(Member::name).collect(Collectors.joining(", "));
    }

    Room nextVersion() {
        return withCounters(counters.nextVersion());
    }

    Room withCounters(RoomCounters newCounters) {
        return new Room(id, kind, key, profile, creator, created, modified, lastActivity, newCounters);
    }

    Room afterPosting(Instant at) {
        return new Room(id, kind, key, profile, creator, created, modified, at, counters.nextMessage());
    }
}
