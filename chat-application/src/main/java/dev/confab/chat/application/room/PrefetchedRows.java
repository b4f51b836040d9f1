package dev.confab.chat.application.room;

import dev.confab.chat.domain.port.MembershipStore.Place;
import dev.confab.chat.domain.port.MessageStore.Sending;
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
        Set<Place> places,
        Map<Place, Membership> memberships,
        Map<UserId, User> users,
        Set<Sending> sendings,
        Map<Sending, Message> sent) {

    static final PrefetchedRows NOTHING = new PrefetchedRows(Set.of(), Map.of(), Map.of(), Set.of(), Map.of());

    /** What {@code otherwise} answers where nobody has looked. */
    Optional<Membership> membership(Place place, Supplier<Optional<Membership>> otherwise) {
        return places.contains(place) ? Optional.ofNullable(memberships.get(place)) : otherwise.get();
    }

    /** What {@code otherwise} answers where nobody has looked. */
    Optional<Message> sent(Sending sending, Supplier<Optional<Message>> otherwise) {
        return sendings.contains(sending) ? Optional.ofNullable(sent.get(sending)) : otherwise.get();
    }

    /** Null if nobody has looked, or there is none. */
    @Nullable
    User user(UserId id) {
        return users.get(id);
    }
}
