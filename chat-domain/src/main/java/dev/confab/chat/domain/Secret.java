package dev.confab.chat.domain;

import static java.util.Objects.requireNonNull;

/**
 * A text that grants access to its bearer, such as an invite link or a service token. Its owner sees it once. Stores keep
 * only its {@link #digest()}, so a leaked database grants no access.
 *
 * <p>A secret from a request may be any text; only looking up its digest shows whether it is valid.
 */
public record Secret(String value) {

    public Secret {
        requireNonNull(value);
    }

    /** Returns the digest that stores keep and find in place of the secret. */
    public SecretDigest digest() {
        return new SecretDigest(Sha256.hex(value));
    }

    /** Hides the text from logs. */
    @Override
    public String toString() {
        return "Secret[…]";
    }
}
