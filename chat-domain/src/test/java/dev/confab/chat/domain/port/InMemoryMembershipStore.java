package dev.confab.chat.domain.port;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Role;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.Watermarks;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Memberships in a map. */
public final class InMemoryMembershipStore implements MembershipStore {

    private static final Comparator<Membership> BY_JOINING = Comparator.comparing(Membership::joined)
            .thenComparing(member -> member.id().toString());

    private final InMemoryTransactions transactions;

    public InMemoryMembershipStore(InMemoryTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void add(List<Membership> memberships) {
        memberships.forEach(this::add);
    }

    private void add(Membership membership) {
        var stored = transactions.writing().memberships;
        if (stored.values().stream().anyMatch(other -> isSamePlace(other, membership))) {
            throw new IllegalStateException("a second membership of one user in one room");
        }
        stored.put(membership.id(), membership);
    }

    private static boolean isSamePlace(Membership one, Membership other) {
        return one.id().equals(other.id())
                || (one.room().equals(other.room()) && Objects.equals(one.user(), other.user()));
    }

    @Override
    public void update(Membership membership) {
        transactions.writing().memberships.replace(membership.id(), membership);
    }

    @Override
    public void updateWatermarks(List<Membership> memberships) {
        var stored = transactions.writing().memberships;
        memberships.forEach(member -> stored.computeIfPresent(member.id(), (id, before) -> risen(before, member)));
    }

    private static Membership risen(Membership before, Membership now) {
        return before.withWatermarks(new Watermarks(before.joinedSeq(), now.receivedSeq(), now.seenSeq()));
    }

    @Override
    public List<Member> lockAll(Set<MembershipKey> places) {
        return places.stream()
                .flatMap(place -> lock(place.room(), place.user()).stream())
                .map(this::withUser)
                .toList();
    }

    @Override
    public Optional<Membership> find(RoomId room, UserId user) {
        return all(member -> member.room().equals(room) && member.isOf(user)).findAny();
    }

    @Override
    public Optional<Membership> lock(RoomId room, UserId user) {
        transactions.writing();
        return find(room, user);
    }

    @Override
    public List<Membership> findAll(RoomId room, Set<UserId> users) {
        return all(member -> member.room().equals(room) && !member.isSystem() && users.contains(member.user()))
                .toList();
    }

    @Override
    public Map<RoomId, Membership> findAll(Set<RoomId> rooms, UserId user) {
        return all(member -> rooms.contains(member.room()) && member.isOf(user))
                .collect(toMap(Membership::room, identity()));
    }

    @Override
    public Optional<Membership> systemMember(RoomId room) {
        return all(member -> member.room().equals(room) && member.isSystem()).findAny();
    }

    @Override
    public Optional<Member> member(MembershipId id) {
        return Optional.ofNullable(transactions.reading().memberships.get(id)).map(this::withUser);
    }

    @Override
    public Map<MembershipId, Member> members(Set<MembershipId> ids) {
        return all(member -> ids.contains(member.id())).collect(toMap(Membership::id, this::withUser));
    }

    @Override
    public Page<Member> membersOf(RoomId room, Page.Window window) {
        return Pages.cut(membersOf(room), window);
    }

    @Override
    public List<Member> membersOf(RoomId room) {
        return byJoining(room).map(this::withUser).toList();
    }

    @Override
    public Map<RoomId, List<Member>> firstMembersOf(Set<RoomId> rooms, int limit) {
        return rooms.stream()
                .collect(toMap(
                        identity(),
                        room -> byJoining(room).limit(limit).map(this::withUser).toList()));
    }

    @Override
    public List<Member> changedSince(RoomId room, long version, int limit) {
        return all(member -> member.room().equals(room) && !member.isSystem() && member.version() > version)
                .sorted(Comparator.comparingLong(Membership::version))
                .limit(limit)
                .map(this::withUser)
                .toList();
    }

    @Override
    public List<Membership> joinedSince(Instant time, Set<UserId> users) {
        return all(member -> member.isActive()
                        && users.contains(member.user())
                        && !member.joined().isBefore(time))
                .toList();
    }

    @Override
    public List<Member> activeOf(UserId user) {
        return all(member -> member.isOf(user) && member.isActive())
                .map(this::withUser)
                .toList();
    }

    @Override
    public Optional<Membership> longestMember(RoomId room, Role role, MembershipId except) {
        return byJoining(room)
                .filter(member -> member.role() == role && !member.id().equals(except))
                .findFirst();
    }

    @Override
    public Map<RoomId, Integer> countAmong(Set<RoomId> rooms, Set<UserId> users) {
        return rooms.stream().collect(toMap(identity(), room -> (int)
                byJoining(room).filter(member -> users.contains(member.user())).count()));
    }

    @Override
    public Map<UserId, Long> unreadOf(Set<UserId> users) {
        var rooms = transactions.reading().rooms;
        return users.stream()
                .collect(toMap(
                        identity(),
                        user -> all(member -> member.isOf(user) && member.isActive())
                                .mapToLong(member -> member.unreadIn(rooms.get(member.room())))
                                .sum()));
    }

    private Stream<Membership> byJoining(RoomId room) {
        return transactions.reading().active(room).sorted(BY_JOINING);
    }

    private Stream<Membership> all(Predicate<Membership> condition) {
        return transactions.reading().memberships.values().stream().filter(condition);
    }

    private Member withUser(Membership member) {
        return transactions.reading().withUser(member);
    }
}
