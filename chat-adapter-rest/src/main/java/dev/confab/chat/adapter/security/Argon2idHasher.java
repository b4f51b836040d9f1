package dev.confab.chat.adapter.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.PasswordHasher;
import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.PasswordHash;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Argon2id through password4j; each hash at work holds as much memory as its parameters say. */
final class Argon2idHasher implements PasswordHasher {

    static final int MEMORY_KIB = 19 * 1_024;

    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    /** Long enough for some thousand people who come at the same moment. */
    private static final int LONGEST_WAIT_SECONDS = 60;

    private final Argon2Function function;
    private final SecureRandom random = new SecureRandom();
    private final Semaphore turns =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);

    /** @param memoryKib how much a guess shall cost */
    Argon2idHasher(int memoryKib) {
        function = Argon2Function.getInstance(memoryKib, PASSES, LANES, HASH_BYTES, Argon2.ID);
    }

    @Override
    public PasswordHash hash(Password password) {
        return inTurn(
                () -> new PasswordHash(function.hash(bytes(password), salt()).getResult()));
    }

    @Override
    public boolean matches(Password password, PasswordHash hash) {
        var itsOwn = Argon2Function.getInstanceFromHash(hash.value());
        return inTurn(() -> itsOwn.check(bytes(password), hash.value().getBytes(UTF_8)));
    }

    @Override
    public boolean isOutdated(PasswordHash hash) {
        return effort(Argon2Function.getInstanceFromHash(hash.value())) < effort(function);
    }

    /** What one guess costs: memory filled, in KiB, over all passes. */
    private static long effort(Argon2Function function) {
        return (long) function.getMemory() * function.getIterations();
    }

    private byte[] salt() {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return salt;
    }

    private static byte[] bytes(Password password) {
        return password.value().getBytes(UTF_8);
    }

    private <T> T inTurn(Supplier<T> work) {
        awaitTurn();
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private void awaitTurn() {
        try {
            if (turns.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw new Refusal.TooMany("Too many people log in at once; please try again.", Duration.ofSeconds(1));
    }
}
