package dev.confab.chat.domain.room;

import static java.util.Objects.requireNonNull;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Uuids;
import java.util.UUID;

/** Identifies one membership: the wire's {@code room_user_id}. */
public record MembershipId(UUID value) {

    public MembershipId {
        requireNonNull(value);
    }

    /**
     * Parses an id from outside.
     *
     * @throws Refusal.NotFound if the text is not an id, because it then identifies nothing
     */
    public static MembershipId parse(String text) {
        return new MembershipId(Uuids.parse(text).orElseThrow(() -> new Refusal.NotFound("room user")));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
