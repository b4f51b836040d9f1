package dev.confab.chat.adapter.security;

import com.auth0.jwt.algorithms.Algorithm;
import dev.confab.chat.domain.port.HostTokens;
import dev.confab.chat.domain.port.PasswordHasher;
import dev.confab.chat.domain.port.SecretSource;
import dev.confab.chat.domain.port.TokenSigner;
import java.net.URI;
import java.security.PublicKey;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The door to passwords, secrets and tokens. What it answers holds no thread and need not be closed. */
public final class SecurityAdapter {

    private SecurityAdapter() {}

    /**
     * Hashes with Argon2id: 19 MiB, two passes, one lane, the least that OWASP's password storage cheat sheet asks for.
     * The parameters stand in each hash, and a hash is checked with its own, so they may be raised at any time.
     *
     * <p>At most one hash for each processor is worked on at a time, and fewer where a quarter of the heap does not hold
     * that many; who waits longer than a minute for a turn gets
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

    /**
     * Reads JSON Web Tokens of a host application. Keys with a URL are fetched when the first token comes.
     *
     * @param clock tells when to fetch again; only durations count, so it had better be one that nobody can set
     */
    public static HostTokens host(Host host, InstantSource clock) {
        return new HostJwtReader(keys(host.key(), clock), host);
    }

    private static HostKeys keys(HostKey key, InstantSource clock) {
        return switch (key) {
            case HostKey.Secret secret -> only(Algorithm.HMAC256(secret.bytes()));
            case HostKey.Public one -> only(PublicKeys.algorithm(one.key()));
            case HostKey.Published set -> new FetchedKeys(new KeyEndpoint(set.url(), KeyEndpoint.PATIENCE), clock);
        };
    }

    /** One key, whatever name a token gives it. */
    private static HostKeys only(Algorithm algorithm) {
        var one = List.of(algorithm);
        return kid -> one;
    }

    /**
     * Reads a public key, RSA of at least 2,048 bits or EC on the curve P-256, from its PEM form.
     *
     * @throws IllegalArgumentException that says, put after the name of what was read, what it must be
     */
    public static PublicKey publicKey(String pem) {
        return PublicKeys.parse(pem);
    }

    /**
     * What the tokens of a host application are like.
     *
     * @param issuer the {@code iss} claim that they must have; null for any
     * @param audience what must be among their {@code aud} claim; null for any
     * @param idClaim the claim with what the host calls the user, a text or a whole number
     * @param usernameClaims the claims to look for the user name in; the first one that is a text counts
     * @param nameClaim the claim with the display name
     */
    public record Host(
            HostKey key,
            @Nullable String issuer,
            @Nullable String audience,
            String idClaim,
            List<String> usernameClaims,
            String nameClaim) {

        public static final String ID_CLAIM = "sub";
        public static final List<String> USERNAME_CLAIMS = List.of("preferred_username", "username");
        public static final String NAME_CLAIM = "name";

        public Host {
            usernameClaims = List.copyOf(usernameClaims);
        }

        /** Tokens of any issuer for any audience, with the claims that are usual. */
        public static Host of(HostKey key) {
            return new Host(key, null, null, ID_CLAIM, USERNAME_CLAIMS, NAME_CLAIM);
        }
    }

    /** What the host's signatures are checked with. It decides on the algorithm; what a token says does not. */
    public sealed interface HostKey {

        /**
         * HS256, with a secret that the host and we share.
         *
         * @param bytes at least 32; whoever knows them can be anybody
         */
        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Secret(byte[] bytes) implements HostKey {

            public Secret {
                if (bytes.length < Hs256Signer.SECRET_BYTES) {
                    throw new IllegalArgumentException("the secret needs at least 32 bytes");
                }
                bytes = bytes.clone();
            }

            @Override
            public String toString() {
                return "Secret[…]";
            }
        }

        /** RS256 for an RSA key, ES256 for an EC key; see {@link #publicKey}. */
        record Public(PublicKey key) implements HostKey {}

        /** RS256 and ES256 with the keys of the JSON Web Key Set at {@code url}, which may change at any time. */
        record Published(URI url) implements HostKey {}
    }
}
