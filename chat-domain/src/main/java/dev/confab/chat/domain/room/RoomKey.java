package dev.confab.chat.domain.room;

import static java.util.Objects.requireNonNull;

import dev.confab.chat.domain.Digest;
import dev.confab.chat.domain.Text;
import dev.confab.chat.domain.user.UserId;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What makes a room the only one of its sort: the exact set of people of a direct room, the one person of a self room,
 * the folded title of a public room that was opened by name. At most 80 ASCII characters, unique among all rooms.
 */
public record RoomKey(String value) {

    public RoomKey {
        requireNonNull(value);
    }

    static RoomKey self(UserId user) {
        return new RoomKey("self:" + user);
    }

    static RoomKey direct(Collection<UserId> people) {
        return new RoomKey("direct:"
                + Digest.of(people.stream().map(UserId::toString).sorted().collect(Collectors.joining(","))));
    }

    /** The key of all titles that are the same once folded and without surrounding white space. */
    public static RoomKey named(String title) {
        return new RoomKey("name:" + Digest.of(Text.caseFold(title.strip())));
    }

    /** The key under which the one room of exactly these people is found; one person alone has a self room. */
    public static RoomKey forUsers(Collection<UserId> people) {
        var distinct = Set.copyOf(people);
        return distinct.size() == 1 ? self(distinct.iterator().next()) : direct(distinct);
    }
}
