package dev.confab.chat.domain.user;

import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.SecretDigest;
import java.time.Instant;

/**
 * A service's proof of who it is, good until it is revoked. A service may have several, so that a new one can take over
 * from an old one without a pause; they are revoked together.
 *
 * @param digest of the text that the service shows
 */
public record ServiceToken(ServiceName service, SecretDigest digest, Instant created) {

    /** What the text of every token begins with, so that people and programs know one when they see it. */
    public static final String PREFIX = "cfs_";

    /** The text of a token made from {@code chance}. */
    public static Secret text(Secret chance) {
        return new Secret(PREFIX + chance.value());
    }

    /** Is this the text of a service's token, be it good or not, rather than of a person's? */
    public static boolean isText(String text) {
        return text.startsWith(PREFIX);
    }
}
