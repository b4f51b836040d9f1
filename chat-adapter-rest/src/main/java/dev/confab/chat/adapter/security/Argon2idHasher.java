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
 * Argon2id by Bouncy Castle. Each hash at work fills as much memory as its parameters say. The memory of one hash is kept
 * for the next, because on a small heap the collector is slower than the hash; hashes that overlap take their own.
 */
final class Argon2idHasher implements PasswordHasher {

    static final int MEMORY_KIB = 19 * 1_024;

    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    /** Long enough for some thousand people who come at the same moment. */
    private static final int LONGEST_WAIT_SECONDS = 60;

    private final int memoryKib;
    private final SecureRandom random = new SecureRandom();
    private final Semaphore turns;
    private final AtomicReference<@Nullable BlockPool> spare = new AtomicReference<>();

    /** @param memoryKib how much a guess shall cost */
    Argon2idHasher(int memoryKib) {
        this.memoryKib = memoryKib;
        var runtime = Runtime.getRuntime();
        this.turns = new Semaphore(turns(memoryKib, runtime.maxMemory(), runtime.availableProcessors()), true);
    }

    /** As many hashes at a time as there are processors, but at least two, within a quarter of the heap; always one. */
    static int turns(int memoryKib, long heapBytes, int processors) {
        long fitting = heapBytes / 4 / (memoryKib * 1_024L);
        return (int) Math.max(1, Math.min(fitting, Math.max(2, processors)));
    }

    @Override
    public PasswordHash hash(Password password) {
        var wanted = new Argon2idHash(
                Argon2Parameters.ARGON2_VERSION_13, memoryKib, PASSES, LANES, salt(), new byte[HASH_BYTES]);
        return new PasswordHash(hashed(password, wanted).text());
    }

    @Override
    public boolean matches(Password password, PasswordHash hash) {
        var known = Argon2idHash.parse(hash.value());
        return hashed(password, known).hasBytesOf(known);
    }

    private Argon2idHash hashed(Password password, Argon2idHash like) {
        return inTurn(pool -> Argon2idHash.of(password.value().getBytes(UTF_8), like, pool));
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

    private <T> T inTurn(Function<BlockPool, T> work) {
        awaitTurn();
        try {
            var kept = spare.getAndSet(null);
            var pool = kept == null ? new FixedBlockPool(memoryKib) : kept;
            try {
                return work.apply(pool);
            } finally {
                spare.set(pool);
            }
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
