package dev.confab.chat.domain.device;

import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.SecretDigest;
import dev.confab.chat.domain.Text;

/**
 * The address of a device for its push service: 1 to {@value #MAX_LENGTH} characters. Its holder can push to the device,
 * so it must not be logged.
 */
public record PushToken(String value) {

    public static final int MAX_LENGTH = 2_048;

    public PushToken {
        Text.checkPresent("registration_id", value, MAX_LENGTH);
    }

    /** Returns the digest of the token, which is unique among all devices. */
    public SecretDigest digest() {
        return new Secret(value).digest();
    }

    /** Hides the token from logs. */
    @Override
    public String toString() {
        return "PushToken[…]";
    }
}
