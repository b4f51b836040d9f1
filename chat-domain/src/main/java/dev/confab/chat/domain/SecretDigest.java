package dev.confab.chat.domain;

import static java.util.Objects.requireNonNull;

/**
 * The SHA-256 digest of a {@link Secret}, which does not reveal the secret.
 *
 * @param value 64 hexadecimal digits
 */
public record SecretDigest(String value) {

    public SecretDigest {
        requireNonNull(value);
    }
}
