package dev.confab.chat.domain.room;

import static java.util.Objects.requireNonNull;

import dev.confab.chat.domain.Sha256;
import dev.confab.chat.domain.Text;
import dev.confab.chat.domain.user.UserId;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A key that is unique among all rooms. It is derived from the users of a direct or self room, or from the folded title
 * of a public room that is found by name. At most 80 ASCII characters.
 */
public record RoomKey(String value) {

    public RoomKey {
        requireNonNull(value);
    }

    static RoomKey self(UserId userId) {
        return new RoomKey("self:" + userId);
    }

    static RoomKey direct(Collection<UserId> userIds) {
        var sorted = userIds.stream().map(UserId::toString).sorted().collect(Collectors.joining(","));
        return new RoomKey("direct:" + Sha256.hex(sorted));
    }

    /** Returns the key of a title, which is equal for titles that differ only in folding or surrounding white space. */
    public static RoomKey named(String title) {
        return new RoomKey("name:" + Sha256.hex(Text.caseFold(title.strip())));
    }

    /** Returns the key of the direct room of exactly these users, or of the self room of one user. */
    public static RoomKey forUsers(Collection<UserId> userIds) {
        var distinct = Set.copyOf(userIds);
        return distinct.size() == 1 ? self(distinct.iterator().next()) : direct(distinct);
    }
}
