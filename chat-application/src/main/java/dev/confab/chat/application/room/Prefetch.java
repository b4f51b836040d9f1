package dev.confab.chat.application.room;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.confab.chat.domain.port.MembershipStore;
import dev.confab.chat.domain.port.MembershipStore.MembershipKey;
import dev.confab.chat.domain.port.MessageStore;
import dev.confab.chat.domain.port.MessageStore.ClientMessageKey;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.UserStore;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what many changes are going to ask for, in a few statements. Call with their rooms locked. */
final class Prefetch {

    private final MembershipStore memberships;
    private final UserStore users;
    private final MessageStore messages;

    Prefetch(Stores stores) {
        this.memberships = stores.memberships();
        this.users = stores.users();
        this.messages = stores.messages();
    }

    PrefetchedRows of(Collection<PrefetchRequest> foreseen) {
        if (foreseen.isEmpty()) {
            return PrefetchedRows.NOTHING;
        }
        var places = foreseen.stream().map(Prefetch::place).collect(toSet());
        var members = memberships.lockAll(places);
        var byPlace = members.stream().map(Member::membership).collect(toMap(Prefetch::place, member -> member));
        var sendings = foreseen.stream().flatMap(one -> sending(one, byPlace)).collect(toSet());
        return new PrefetchedRows(places, byPlace, people(places, members), sendings, messages.findSent(sendings));
    }

    private static MembershipKey place(PrefetchRequest foreseen) {
        return new MembershipKey(foreseen.room(), foreseen.actor());
    }

    private static MembershipKey place(Membership membership) {
        return new MembershipKey(membership.room(), Objects.requireNonNull(membership.user()));
    }

    /** Who was never in the room has sent nothing there. */
    private static Stream<ClientMessageKey> sending(PrefetchRequest foreseen, Map<MembershipKey, Membership> members) {
        var author = members.get(place(foreseen));
        return author == null || foreseen.clientId() == null
                ? Stream.empty()
                : Stream.of(new ClientMessageKey(author.id(), foreseen.clientId()));
    }

    private Map<UserId, User> people(Set<MembershipKey> places, Collection<Member> members) {
        var people = new HashMap<UserId, User>();
        members.stream().map(Member::user).filter(Objects::nonNull).forEach(user -> people.put(user.id(), user));
        var others = new HashSet<UserId>();
        places.stream()
                .map(MembershipKey::user)
                .filter(user -> !people.containsKey(user))
                .forEach(others::add);
        if (!others.isEmpty()) {
            users.findAll(others).forEach(user -> people.put(user.id(), user));
        }
        return people;
    }
}
