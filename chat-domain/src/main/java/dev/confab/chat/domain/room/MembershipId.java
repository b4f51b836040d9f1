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

    /** Reads an id that came from outside; what is no id names nothing that exists. */
    public static MembershipId parse(String text) {
        return new MembershipId(Uuids.read(text).orElseThrow(() -> new Refusal.NotFound("room user")));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
