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
 * Keeps the memberships, those of people who left as well. "Members" here are active and people; the system member is
 * none of them. Who joined at the same time is in the order of ids. Each call is one statement unless it says otherwise. Call within {@link Transactions}.
 */
public interface MembershipStore {

    /** Stores new memberships, at most one for each room and user, and one system member for each room. */
    void add(List<Membership> memberships);

    void update(Membership membership);

    /** Stores the watermarks of {@code memberships}; all else of them is as it was. */
    void updateWatermarks(List<Membership> memberships);

    Optional<Membership> find(RoomId room, UserId user);

    /** As {@link #find}; nobody else can lock or update the membership until the transaction ends. */
    Optional<Membership> lock(RoomId room, UserId user);

    /** As {@link #lock}, with their users, for each of {@code places} where there is a membership; at most two statements. */
    List<Member> lockAll(Set<MembershipKey> places);

    /** Those of {@code users} who are or were in the room. */
    List<Membership> findAll(RoomId room, Set<UserId> users);

    /** {@code user}'s membership in each of {@code rooms} that they are or were in. */
    Map<RoomId, Membership> findAll(Set<RoomId> rooms, UserId user);

    Optional<Membership> systemMember(RoomId room);

    /** The membership with its user, active or not, system or not. */
    Optional<Member> member(MembershipId id);

    /** As {@link #member}, for each of {@code ids} that exists. */
    Map<MembershipId, Member> members(Set<MembershipId> ids);

    /** The members in the order of joining. Two statements. */
    Page<Member> membersOf(RoomId room, Page.Window window);

    /** All members in the order of joining. */
    List<Member> membersOf(RoomId room);

    /** The first {@code limit} members of each room in the order of joining. */
    Map<RoomId, List<Member>> firstMembersOf(Set<RoomId> rooms, int limit);

    /**
     * At most {@code limit} people, active or not, whose last change that others can see came after {@code version}; the
     * earliest change first. However many members there are, it reads no more than those.
     */
    List<Member> changedSince(RoomId room, long version, int limit);

    /** All active memberships of a person, with the person. */
    List<Member> activeOf(UserId user);

    /**
     * The active memberships of {@code users} that were joined, or joined again, at {@code time} or later. Costs what was
     * joined since, not what there is.
     */
    List<Membership> joinedSince(Instant time, Set<UserId> users);

    /** The member of that role, other than {@code except}, who joined first. */
    Optional<Membership> longestMember(RoomId room, Role role, MembershipId except);

    /** How many members of each room are among {@code users}; rooms with none may be missing. */
    Map<RoomId, Integer> countAmong(Set<RoomId> rooms, Set<UserId> users);

    /** Where a membership of {@code user} is, or would be. */
    record MembershipKey(RoomId room, UserId user) {}

    /** How many messages wait for each of {@code users}, in all their rooms together; who is in none may be missing. */
    Map<UserId, Long> unreadOf(Set<UserId> users);
}
