package dev.confab.chat.application.room;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.confab.chat.domain.port.MembershipStore;
import dev.confab.chat.domain.port.MembershipStore.MembershipKey;
import dev.confab.chat.domain.port.MessageStore;
import dev.confab.chat.domain.port.MessageStore.ClientMessageKey;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.UserStore;
import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the rows that a batch of updates needs, with at most three statements. */
final class Prefetch {

    private final MembershipStore memberships;
    private final UserStore users;
    private final MessageStore messages;

    Prefetch(Stores stores) {
        this.memberships = stores.memberships();
        this.users = stores.users();
        this.messages = stores.messages();
    }

    /**
     * Rows that one update is going to read.
     *
     * @param actor the user whose membership and account the update needs
     * @param clientId the client id under which the actor may have posted before; null for none
     */
    record Request(RoomId room, UserId actor, @Nullable ClientId clientId) {

        private MembershipKey key() {
            return new MembershipKey(room, actor);
        }
    }

    /** Locks and reads the requested rows. The rooms must be locked before. */
    Rows read(Collection<Request> requests) {
        if (requests.isEmpty()) {
            return Rows.NONE;
        }
        var keys = requests.stream().map(Request::key).collect(toSet());
        var members = memberships.lockAll(keys);
        var membershipsByKey = members.stream().map(Member::membership).collect(toMap(Prefetch::key, row -> row));
        var messageKeys = requests.stream()
                .flatMap(request -> messageKey(request, membershipsByKey))
                .collect(toSet());
        return new Rows(keys, membershipsByKey, usersOf(keys, members), messageKeys, messages.findSent(messageKeys));
    }

    private static MembershipKey key(Membership membership) {
        return new MembershipKey(membership.room(), Objects.requireNonNull(membership.user()));
    }

    /** An actor who was never a member has posted nothing in the room. */
    private static Stream<ClientMessageKey> messageKey(Request request, Map<MembershipKey, Membership> memberships) {
        var author = memberships.get(request.key());
        return author == null || request.clientId() == null
                ? Stream.empty()
                : Stream.of(new ClientMessageKey(author.id(), request.clientId()));
    }

    private Map<UserId, User> usersOf(Set<MembershipKey> keys, Collection<Member> members) {
        var found = new HashMap<UserId, User>();
        members.stream().map(Member::user).filter(Objects::nonNull).forEach(user -> found.put(user.id(), user));
        var missing = new HashSet<UserId>();
        keys.stream()
                .map(MembershipKey::user)
                .filter(id -> !found.containsKey(id))
                .forEach(missing::add);
        if (!missing.isEmpty()) {
            users.findAll(missing).forEach(user -> found.put(user.id(), user));
        }
        return found;
    }

    /**
     * The rows that were read for a batch.
     *
     * @param keys the memberships that were looked up, whether they exist or not
     * @param messageKeys the messages that were looked up, whether they exist or not
     */
    record Rows(
            Set<MembershipKey> keys,
            Map<MembershipKey, Membership> memberships,
            Map<UserId, User> users,
            Set<ClientMessageKey> messageKeys,
            Map<ClientMessageKey, Message> messages) {

        static final Rows NONE = new Rows(Set.of(), Map.of(), Map.of(), Set.of(), Map.of());

        /** Returns the membership, from {@code store} if it was not prefetched. */
        Optional<Membership> membership(MembershipKey key, Supplier<Optional<Membership>> store) {
            return keys.contains(key) ? Optional.ofNullable(memberships.get(key)) : store.get();
        }

        /** Returns the message, from {@code store} if it was not prefetched. */
        Optional<Message> message(ClientMessageKey key, Supplier<Optional<Message>> store) {
            return messageKeys.contains(key) ? Optional.ofNullable(messages.get(key)) : store.get();
        }

        /** Returns the user; null if the row was not prefetched or does not exist. */
        @Nullable
        User user(UserId id) {
            return users.get(id);
        }
    }
}
