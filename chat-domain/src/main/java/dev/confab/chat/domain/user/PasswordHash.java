package dev.confab.chat.domain.user;

import static java.util.Objects.requireNonNull;

/** A password hash in the hasher's self-describing format: algorithm, parameters, salt and hash. */
public record PasswordHash(String value) {

    public PasswordHash {
        requireNonNull(value);
    }

    @Override
    public String toString() {
        return "PasswordHash[…]";
    }
}
