package dev.confab.chat.application.room;

import dev.confab.chat.application.account.ActiveUsers;
import dev.confab.chat.application.port.Environment;
import dev.confab.chat.application.view.RoomView;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.MembershipStore;
import dev.confab.chat.domain.port.MembershipStore.MembershipKey;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.user.UserId;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Replaces the members of a room by a list of users: adds the missing ones and removes the unlisted ones, with the
 * permissions that adding and removing need. The number of statements grows with the number of removed members, of which
 * there are at most {@value #MAX_MEMBERS}.
 */
final class MemberList {

    /** A room view shows no more members than this, so a client cannot know whom a longer list would remove. */
    private static final int MAX_MEMBERS = RoomView.FIRST_MEMBERS;

    private static final String FIELD = "users";

    private final MembershipStore memberships;
    private final ActiveUsers users;
    private final Environment environment;

    MemberList(Stores stores, Environment environment) {
        this.memberships = stores.memberships();
        this.users = new ActiveUsers(stores.users());
        this.environment = environment;
    }

    /**
     * Applies the list. Owners and the actor stay, whether they are listed or not.
     *
     * @throws Refusal.Invalid if the room has too many members, or a listed user does not exist or is not active
     * @throws Refusal.Forbidden if {@code actor} may not add or remove one of the members
     * @throws Refusal.Conflict if a listed user is banned
     */
    void apply(RoomUpdate update, UserId actor, Set<UserId> listed) {
        var actingMember = update.room().requireMemberOfGroup(update.membershipOf(actor));
        if (listed.size() > Rooms.MAX_FOUNDERS) {
            throw new Refusal.Invalid(FIELD, "Must have at most " + Rooms.MAX_FOUNDERS + " users.");
        }
        var current = currentMembers(update);
        if (current.equals(listed)) {
            return;
        }
        if (update.room().memberCount() > MAX_MEMBERS) {
            throw new Refusal.Invalid(
                    FIELD, "The room has more than " + MAX_MEMBERS + " members. Add and remove them one by one.");
        }
        add(update, actingMember, difference(listed, current));
        remove(update, actingMember, difference(current, listed));
    }

    private Set<UserId> currentMembers(RoomUpdate update) {
        var room = update.room().id();
        return memberships.firstMembersOf(Set.of(room), MAX_MEMBERS).getOrDefault(room, List.of()).stream()
                .flatMap(member -> Optional.ofNullable(member.membership().user()).stream())
                .collect(Collectors.toSet());
    }

    private static Set<UserId> difference(Set<UserId> all, Set<UserId> excluded) {
        var remaining = new LinkedHashSet<>(all);
        remaining.removeAll(excluded);
        return remaining;
    }

    private void add(RoomUpdate update, Membership actor, Set<UserId> userIds) {
        if (userIds.isEmpty()) {
            return;
        }
        update.room().members().requireMayAdd(actor);
        var formerMemberships = memberships.findAll(update.room().id(), userIds).stream()
                .collect(Collectors.toMap(Membership::user, Function.identity()));
        for (var user : users.require(FIELD, userIds)) {
            var former = formerMemberships.get(user.id());
            var newId = new MembershipId(environment.ids().next());
            var now = environment.clock().instant();
            update.recordJoin(update.room().members().add(actor, former, user.id(), newId, now), former, user);
        }
    }

    private void remove(RoomUpdate update, Membership actor, Set<UserId> userIds) {
        var room = update.room().id();
        var keys = userIds.stream().map(user -> new MembershipKey(room, user)).collect(Collectors.toSet());
        if (keys.isEmpty()) {
            return;
        }
        memberships.lockAll(keys).stream()
                .filter(member -> update.room().members().isRemovedWhenOmitted(member.membership(), actor))
                .sorted(Comparator.comparing(member -> member.membership().joined()))
                .forEach(member ->
                        update.recordLeave(update.room().members().remove(actor, member.membership()), member.user()));
    }
}
