package dev.confab.chat.domain.user;

import static java.util.Objects.requireNonNull;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Uuids;
import java.util.UUID;

/** The id of a log-in, which is the {@code sid} claim of its tokens. */
public record LoginId(UUID value) {

    public LoginId {
        requireNonNull(value);
    }

    /**
     * Parses an id from outside.
     *
     * @throws Refusal.NotFound if the text is not an id, because it then identifies nothing
     */
    public static LoginId parse(String text) {
        return new LoginId(Uuids.parse(text).orElseThrow(() -> new Refusal.NotFound("login")));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
