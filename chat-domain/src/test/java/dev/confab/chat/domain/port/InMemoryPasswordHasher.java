package dev.confab.chat.domain.port;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.PasswordHash;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A fast password hasher without any protection, for tests only. */
public final class InMemoryPasswordHasher implements PasswordHasher {

    private static final int NEWEST = 1;

    private final int strength;
    private final AtomicInteger salts = new AtomicInteger();

    public InMemoryPasswordHasher() {
        this(NEWEST);
    }

    private InMemoryPasswordHasher(int strength) {
        this.strength = strength;
    }

    /** Returns a hash made with weaker parameters. */
    public static InMemoryPasswordHasher ofYesterday() {
        return new InMemoryPasswordHasher(NEWEST - 1);
    }

    @Override
    public PasswordHash hash(Password password) {
        return salted(strength + "." + salts.incrementAndGet(), password);
    }

    @Override
    public boolean matches(Password password, PasswordHash hash) {
        var salt = hash.value().substring(0, Math.max(0, hash.value().indexOf(':')));
        return salted(salt, password).equals(hash);
    }

    @Override
    public boolean isOutdated(PasswordHash hash) {
        return Integer.parseInt(hash.value().substring(0, hash.value().indexOf('.'))) < strength;
    }

    private static PasswordHash salted(String salt, Password password) {
        var digest = UUID.nameUUIDFromBytes((salt + ":" + password.value()).getBytes(UTF_8));
        return new PasswordHash(salt + ":" + digest);
    }
}
