package dev.confab.chat.domain;

import static java.util.Objects.requireNonNull;

/** What is kept of a {@link Secret}: 64 hexadecimal digits from which nobody can tell the secret. */
public record SecretDigest(String value) {

    public SecretDigest {
        requireNonNull(value);
    }
}
