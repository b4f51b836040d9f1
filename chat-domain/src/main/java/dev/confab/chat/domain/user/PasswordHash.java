package dev.confab.chat.domain.user;

import static java.util.Objects.requireNonNull;

/** A hashed password in the hasher's own self-describing form: algorithm, parameters, salt and hash. */
public record PasswordHash(String value) {

    public PasswordHash {
        requireNonNull(value);
    }

    @Override
    public String toString() {
        return "PasswordHash[…]";
    }
}
