package dev.confab.chat.adapter.security;

import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.port.SecretSource;
import java.security.SecureRandom;
import java.util.Base64;

/** A source of random secrets of 192 bits, as text of 32 characters. */
final class RandomSecrets implements SecretSource {

    private static final int BYTES = 24;

    private final SecureRandom random = new SecureRandom();

    @Override
    public Secret next() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
