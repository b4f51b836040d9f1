package dev.confab.chat.domain.device;

import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.SecretDigest;
import dev.confab.chat.domain.Text;

/** Where pushes to one device go: 1 to {@value #MAX_LENGTH} characters. Who holds it can push, so it is not for logs. */
public record PushToken(String value) {

    public static final int MAX_LENGTH = 2_048;

    public PushToken {
        Text.checkPresent("registration_id", value, MAX_LENGTH);
    }

    /** What is unique among all devices. */
    public SecretDigest digest() {
        return new Secret(value).digest();
    }

    /** Without the text. */
    @Override
    public String toString() {
        return "PushToken[…]";
    }
}
