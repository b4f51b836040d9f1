package dev.confab.chat.application.room;

import dev.confab.chat.domain.port.MembershipStore.MembershipKey;
import dev.confab.chat.domain.port.MessageStore.ClientMessageKey;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was read beforehand for several changes.
 *
 * @param places those that were looked at, with a membership or without
 * @param sendings those that were looked for
 */
record PrefetchedRows(
        Set<MembershipKey> places,
        Map<MembershipKey, Membership> memberships,
        Map<UserId, User> users,
        Set<ClientMessageKey> sendings,
        Map<ClientMessageKey, Message> sent) {

    static final PrefetchedRows NOTHING = new PrefetchedRows(Set.of(), Map.of(), Map.of(), Set.of(), Map.of());

    /** What {@code otherwise} answers where nobody has looked. */
    Optional<Membership> membership(MembershipKey place, Supplier<Optional<Membership>> otherwise) {
        return places.contains(place) ? Optional.ofNullable(memberships.get(place)) : otherwise.get();
    }

    /** What {@code otherwise} answers where nobody has looked. */
    Optional<Message> sent(ClientMessageKey sending, Supplier<Optional<Message>> otherwise) {
        return sendings.contains(sending) ? Optional.ofNullable(sent.get(sending)) : otherwise.get();
    }

    /** Null if nobody has looked, or there is none. */
    @Nullable
    User user(UserId id) {
        return users.get(id);
    }
}
