package dev.confab.chat.domain.user;

import static java.util.Objects.requireNonNull;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Uuids;
import java.util.UUID;

/** Identifies one user. */
public record UserId(UUID value) {

    public UserId {
        requireNonNull(value);
    }

    /** Reads an id that came from outside; what is no id names nothing that exists. */
    public static UserId parse(String text) {
        return new UserId(Uuids.read(text).orElseThrow(() -> new Refusal.NotFound("user")));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
