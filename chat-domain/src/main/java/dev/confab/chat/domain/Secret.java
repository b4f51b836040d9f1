package dev.confab.chat.domain;

import static java.util.Objects.requireNonNull;

/**
 * A text that opens something to whoever shows it. It is told once, to whoever it was made for; only its digest is
 * stored, so that who reads a store, or a copy of one, holds nothing that opens anything. Not every text is one that was
 * ever drawn: what comes from outside may be anything.
 */
public record Secret(String value) {

    public Secret {
        requireNonNull(value);
    }

    /** What is stored and looked up in its place. */
    public SecretDigest digest() {
        return new SecretDigest(Digest.of(value));
    }

    /** Without the text, which must not come into a log. */
    @Override
    public String toString() {
        return "Secret[…]";
    }
}
