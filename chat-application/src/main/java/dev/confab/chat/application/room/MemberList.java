package dev.confab.chat.application.room;

import dev.confab.chat.application.account.ActiveUsers;
import dev.confab.chat.application.port.Environment;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.IdSource;
import dev.confab.chat.domain.port.MembershipStore;
import dev.confab.chat.domain.port.MembershipStore.MembershipKey;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.user.UserId;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Brings the members of a room in line with a list of people: adds who is missing, removes who is not listed, each with
 * the rights that adding and removing need. The number of statements depends on how many are removed, at most {@value
 * #MAX_MEMBERS}.
 */
final class MemberList {

    /** A room does not show more than this: of a longer list, nobody can say who is not meant to be on it. */
    private static final int MAX_MEMBERS = RoomView.FIRST_MEMBERS;

    private static final String FIELD = "users";

    private final MembershipStore memberships;
    private final ActiveUsers users;
    private final IdSource ids;
    private final InstantSource clock;

    MemberList(Stores stores, Environment environment) {
        this.memberships = stores.memberships();
        this.users = new ActiveUsers(stores.users());
        this.ids = environment.ids();
        this.clock = environment.clock();
    }

    /**
     * Applies {@code listed}; owners and the actor stay, listed or not.
     *
     * @throws Refusal.Invalid if the room has too many members for that, or somebody listed is no active user
     * @throws Refusal.Forbidden if {@code actor} may not add, or remove, whom this would
     * @throws Refusal.Conflict if somebody listed is banned
     */
    void apply(RoomUpdate change, UserId actor, Set<UserId> listed) {
        var acting = change.room().requireMemberOfGroup(change.membershipOf(actor));
        if (listed.size() > Rooms.MAX_FOUNDERS) {
            throw new Refusal.Invalid(FIELD, "At most " + Rooms.MAX_FOUNDERS + " people at once.");
        }
        var room = change.room();
        var present = memberships.firstMembersOf(Set.of(room.id()), MAX_MEMBERS).getOrDefault(room.id(), List.of());
        Set<UserId> there = present.stream()
                .flatMap(member -> Optional.ofNullable(member.membership().user()).stream())
                .collect(Collectors.toSet());
        if (there.equals(listed)) {
            return;
        }
        if (room.memberCount() > MAX_MEMBERS) {
            throw new Refusal.Invalid(
                    FIELD, "The room has more than " + MAX_MEMBERS + " members; add and remove them under users/.");
        }
        add(change, acting, without(listed, there));
        remove(change, acting, without(there, listed));
    }

    private static Set<UserId> without(Set<UserId> some, Set<UserId> others) {
        var rest = new LinkedHashSet<>(some);
        rest.removeAll(others);
        return rest;
    }

    private void add(RoomUpdate change, Membership actor, Set<UserId> people) {
        if (people.isEmpty()) {
            return;
        }
        change.room().requireMayAdd(actor);
        var past = memberships.findAll(change.room().id(), people).stream()
                .collect(Collectors.toMap(Membership::user, Function.identity()));
        for (var user : users.require(FIELD, people)) {
            var before = past.get(user.id());
            var fresh = new MembershipId(ids.next());
            change.joined(change.room().add(actor, before, user.id(), fresh, clock.instant()), before, user);
        }
    }

    private void remove(RoomUpdate change, Membership actor, Set<UserId> people) {
        var room = change.room().id();
        var places = people.stream().map(user -> new MembershipKey(room, user)).collect(Collectors.toSet());
        if (places.isEmpty()) {
            return;
        }
        memberships.lockAll(places).stream()
                .filter(member -> change.room().goesUnlisted(member.membership(), actor))
                .sorted(Comparator.comparing(member -> member.membership().joined()))
                .forEach(member -> change.left(change.room().remove(actor, member.membership()), member.user()));
    }
}
