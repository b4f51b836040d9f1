package dev.confab.chat.domain.user;

import static java.util.Objects.requireNonNull;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Uuids;
import java.util.UUID;

/** Identifies one log-in: the {@code sid} claim of its tokens. */
public record LoginId(UUID value) {

    public LoginId {
        requireNonNull(value);
    }

    /** Reads an id that came from outside; what is no id names nothing that exists. */
    public static LoginId parse(String text) {
        return new LoginId(Uuids.read(text).orElseThrow(() -> new Refusal.NotFound("login")));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
