package dev.confab.chat.domain.user;

import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.SecretDigest;
import java.time.Instant;

/**
 * The token by which a service authenticates, valid until it is revoked. A service may have several tokens, so that a new
 * one can replace an old one without downtime. They are revoked together.
 *
 * @param digest the digest of the token's text
 */
public record ServiceToken(ServiceName service, SecretDigest digest, Instant created) {

    /** The prefix of every token's text, by which users and secret scanners recognize one. */
    public static final String PREFIX = "cfs_";

    /** Returns the text of a token made from a random secret. */
    public static Secret text(Secret random) {
        return new Secret(PREFIX + random.value());
    }

    /** Whether the text is that of a service token, valid or not, rather than of a user's token. */
    public static boolean isText(String text) {
        return text.startsWith(PREFIX);
    }
}
