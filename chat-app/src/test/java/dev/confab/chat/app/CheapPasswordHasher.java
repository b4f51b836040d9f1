package dev.confab.chat.app;

import dev.confab.chat.adapter.security.SecurityAdapter;
import dev.confab.chat.domain.port.InMemoryPasswordHasher;
import dev.confab.chat.domain.port.PasswordHasher;
import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.PasswordHash;

/**
 * Makes cheap hashes, because Argon2id takes most of the time of a test with many accounts. Hashes that the operator's
 * commands make are checked with the real algorithm. Servers in processes of their own use nothing else.
 */
final class CheapPasswordHasher implements PasswordHasher {

    static final TestOverrides OVERRIDES = TestOverrides.USUAL.withPasswords(new CheapPasswordHasher());

    private static final String ARGON2 = "$argon2";

    private final PasswordHasher cheap = new InMemoryPasswordHasher();
    private final PasswordHasher real = SecurityAdapter.argon2id();

    @Override
    public PasswordHash hash(Password password) {
        return cheap.hash(password);
    }

    @Override
    public boolean matches(Password password, PasswordHash hash) {
        return of(hash).matches(password, hash);
    }

    @Override
    public boolean isOutdated(PasswordHash hash) {
        return false;
    }

    private PasswordHasher of(PasswordHash hash) {
        return hash.value().startsWith(ARGON2) ? real : cheap;
    }
}
