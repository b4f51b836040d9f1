package dev.confab.chat.domain.port;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Role;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A store of memberships, including those of former members. "Members" here are active users, without the
 * system member. Members who joined at the same time are ordered by membership id.
 *
 * <p>Each call is one statement unless stated otherwise. All calls must be made within {@link Transactions}.
 */
public interface MembershipStore {

    /** Stores new memberships: at most one per room and user, and one system member per room. */
    void add(List<Membership> memberships);

    void update(Membership membership);

    /** Stores only the watermarks of the memberships. */
    void updateWatermarks(List<Membership> memberships);

    Optional<Membership> find(RoomId room, UserId user);

    /** Finds the membership and locks it against other changes until the transaction ends. */
    Optional<Membership> lock(RoomId room, UserId user);

    /** Returns and locks the existing memberships of the keys, with their users. At most two statements. */
    List<Member> lockAll(Set<MembershipKey> keys);

    /** Returns the present and former memberships of the given users in the room. */
    List<Membership> findAll(RoomId room, Set<UserId> users);

    /** Returns the present and former memberships of {@code user} in the given rooms. */
    Map<RoomId, Membership> findAll(Set<RoomId> rooms, UserId user);

    Optional<Membership> systemMember(RoomId room);

    /** Finds a membership with its user, whether it is active, former or the system member's. */
    Optional<Member> member(MembershipId id);

    /** Returns those of the memberships that exist, each as {@link #member} finds it. */
    Map<MembershipId, Member> members(Set<MembershipId> ids);

    /** Returns a page of the members in the order of joining. Two statements. */
    Page<Member> membersOf(RoomId room, Page.Window window);

    /** Returns all members in the order of joining. */
    List<Member> membersOf(RoomId room);

    /** Returns the first {@code limit} members of each room in the order of joining. */
    Map<RoomId, List<Member>> firstMembersOf(Set<RoomId> rooms, int limit);

    /**
     * Returns at most {@code limit} present and former members whose last visible change came after {@code version}, in
     * the order of versions. Reads only these rows, regardless of the number of members.
     */
    List<Member> changedSince(RoomId room, long version, int limit);

    /** Returns all active memberships of a user, each with the user. */
    List<Member> activeOf(UserId user);

    /**
     * Returns the active memberships of the users that were joined, or joined again, at {@code time} or later. The cost
     * depends on these alone, not on the number of all memberships.
     */
    List<Membership> joinedSince(Instant time, Set<UserId> users);

    /** Returns the member of the role, other than {@code except}, who joined first. */
    Optional<Membership> longestMember(RoomId room, Role role, MembershipId except);

    /** Returns the number of members of each room that are among {@code users}. Rooms without one may be missing. */
    Map<RoomId, Integer> countAmong(Set<RoomId> rooms, Set<UserId> users);

    /** The unique key of a membership, which need not exist. */
    record MembershipKey(RoomId room, UserId user) {}

    /** Returns the number of unseen messages of each user, in all rooms together. Users without a room may be missing. */
    Map<UserId, Long> unreadOf(Set<UserId> users);
}
