package dev.confab.chat.adapter.security;

import dev.confab.chat.domain.port.PasswordHasher;
import dev.confab.chat.domain.port.SecretSource;
import dev.confab.chat.domain.port.TokenSigner;

/** The door to passwords, secrets and tokens. What it answers holds no thread and need not be closed. */
public final class SecurityAdapter {

    private SecurityAdapter() {}

    /**
     * Hashes with Argon2id: 19 MiB, two passes, one lane, the least that OWASP's password storage cheat sheet asks for.
     * The parameters stand in each hash, and a hash is checked with its own, so they may be raised at any time.
     *
     * <p>At most one hash for each processor is worked on at a time; who waits longer than a minute for a turn gets
     * {@link dev.confab.chat.domain.Refusal.TooMany}.
     */
    public static PasswordHasher argon2id() {
        return new Argon2idHasher(Argon2idHasher.MEMORY_KIB);
    }

    /** Draws secrets of 192 bits from {@link java.security.SecureRandom}. */
    public static SecretSource secrets() {
        return new RandomSecrets();
    }

    /**
     * Signs JSON Web Tokens with HMAC-SHA256.
     *
     * @param secret at least 32 bytes; whoever knows it can be anybody
     * @param issuer the {@code iss} claim; tokens of another issuer are refused, whatever their signature
     */
    public static TokenSigner hs256(byte[] secret, String issuer) {
        return new Hs256Signer(secret, issuer);
    }
}
