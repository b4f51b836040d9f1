package dev.confab.chat.adapter.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.PasswordHasher;
import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.PasswordHash;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * A hasher for Argon2id by Bouncy Castle. The memory of one hash is kept for the next one, because on a small heap,
 * garbage collection would take longer than the hash. Concurrent hashes allocate their own memory.
 */
final class Argon2idHasher implements PasswordHasher {

    static final int MEMORY_KIB = 19 * 1_024;

    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    /** Long enough for thousands of users who log in at the same moment. */
    private static final int MAX_WAIT_SECONDS = 60;

    private final int memoryKib;
    private final SecureRandom random = new SecureRandom();
    private final Semaphore permits;
    private final AtomicReference<@Nullable BlockPool> spare = new AtomicReference<>();

    /** @param memoryKib memory of one hash in KiB */
    Argon2idHasher(int memoryKib) {
        this.memoryKib = memoryKib;
        var runtime = Runtime.getRuntime();
        this.permits = new Semaphore(permits(memoryKib, runtime.maxMemory(), runtime.availableProcessors()), true);
    }

    /**
     * Returns the number of concurrent hashes: one per processor and at least two, within a quarter of the heap, but at
     * least one.
     */
    static int permits(int memoryKib, long heapBytes, int processors) {
        long fitting = heapBytes / 4 / (memoryKib * 1_024L);
        return (int) Math.max(1, Math.min(fitting, Math.max(2, processors)));
    }

    @Override
    public PasswordHash hash(Password password) {
        var parameters = new Argon2idHash(
                Argon2Parameters.ARGON2_VERSION_13, memoryKib, PASSES, LANES, salt(), new byte[HASH_BYTES]);
        return new PasswordHash(hash(password, parameters).text());
    }

    @Override
    public boolean matches(Password password, PasswordHash hash) {
        var known = Argon2idHash.parse(hash.value());
        return hash(password, known).hasBytesOf(known);
    }

    private Argon2idHash hash(Password password, Argon2idHash like) {
        return withPermit(pool -> Argon2idHash.of(password.value().getBytes(UTF_8), like, pool));
    }

    @Override
    public boolean isOutdated(PasswordHash hash) {
        return Argon2idHash.parse(hash.value()).effort() < (long) memoryKib * PASSES;
    }

    private byte[] salt() {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return salt;
    }

    private <T> T withPermit(Function<BlockPool, T> work) {
        acquirePermit();
        try {
            var kept = spare.getAndSet(null);
            var pool = kept == null ? new FixedBlockPool(memoryKib) : kept;
            try {
                return work.apply(pool);
            } finally {
                spare.set(pool);
            }
        } finally {
            permits.release();
        }
    }

    private void acquirePermit() {
        try {
            if (permits.tryAcquire(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw new Refusal.TooMany("Too many logins at the same time; please try again.", Duration.ofSeconds(1));
    }
}
