package dev.confab.chat.adapter.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.port.PasswordHasher;
import dev.confab.chat.domain.port.PasswordHasherContract;
import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.PasswordHash;
import org.junit.jupiter.api.Test;

class Argon2idHasherTest extends PasswordHasherContract {

    private final PasswordHasher hasher = new Argon2idHasher(256);

    @Override
    protected PasswordHasher hasher() {
        return hasher;
    }

    @Override
    protected PasswordHasher weaker() {
        return new Argon2idHasher(128);
    }

    @Test
    void hashContainsParameters() {
        var hash = SecurityAdapter.argon2id().hash(new Password("correct horse"));
        assertThat(hash.value()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(hasher.matches(new Password("correct horse"), hash)).isTrue();
    }

    @Test
    void hashIsVerifiedWithItsParameters() {
        // From the tests of the reference implementation: 64 MiB, and "password" with the salt "somesalt".
        var foreign = new PasswordHash(
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");
        assertThat(hasher.matches(new Password("password"), foreign)).isTrue();
        assertThat(hasher.matches(new Password("Password"), foreign)).isFalse();
    }

    @Test
    void hashOfFormerLibraryStaysValid() {
        var former = new PasswordHash(
                "$argon2id$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$69I7qCjDTsQwhQqFvpQJiqEI0lGQvxC84fXE0Ktxca4");
        assertThat(hasher.matches(new Password("correct horse battery"), former))
                .isTrue();
        assertThat(hasher.matches(new Password("correct horse batterY"), former))
                .isFalse();
    }

    @Test
    void concurrentHashesFitInQuarterOfHeap() {
        long mib = 1 << 20;
        assertThat(Argon2idHasher.permits(Argon2idHasher.MEMORY_KIB, 64 * mib, 4))
                .isEqualTo(1);
        assertThat(Argon2idHasher.permits(Argon2idHasher.MEMORY_KIB, 256 * mib, 4))
                .isEqualTo(3);
        assertThat(Argon2idHasher.permits(Argon2idHasher.MEMORY_KIB, 4_096 * mib, 1))
                .isEqualTo(2);
        assertThat(Argon2idHasher.permits(Argon2idHasher.MEMORY_KIB, 4_096 * mib, 8))
                .isEqualTo(8);
    }
}
