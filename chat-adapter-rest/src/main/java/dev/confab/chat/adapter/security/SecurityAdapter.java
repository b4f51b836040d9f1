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

/** The factory of password hashers, secret sources and token readers. These have no threads and need not be closed. */
public final class SecurityAdapter {

    private SecurityAdapter() {}

    /**
     * Returns a hasher for Argon2id with 19 MiB, two passes and one lane, the minimum of OWASP's password storage cheat
     * sheet. Each hash contains its parameters, so they can be raised at any time.
     *
     * <p>At most one hash per processor is computed at a time, and fewer if they would need more than a quarter of the
     * heap. A caller that waits longer than a minute gets {@link dev.confab.chat.domain.Refusal.TooMany}.
     */
    public static PasswordHasher argon2id() {
        return new Argon2idHasher(Argon2idHasher.MEMORY_KIB);
    }

    /** Returns a source of secrets of 192 bits from {@link java.security.SecureRandom}. */
    public static SecretSource secrets() {
        return new RandomSecrets();
    }

    /**
     * Returns a signer of JSON Web Tokens with HMAC-SHA256.
     *
     * @param secret at least 32 bytes; its holders can impersonate every user
     * @param issuer the {@code iss} claim; tokens of other issuers are refused
     */
    public static TokenSigner hs256(byte[] secret, String issuer) {
        return new Hs256Signer(secret, issuer);
    }

    /**
     * Returns a reader of the host application's JSON Web Tokens. Keys with a URL are fetched for the first token.
     *
     * @param clock decides when keys are fetched again; should be monotonic
     */
    public static HostTokens host(Host host, InstantSource clock) {
        return new HostJwtReader(keys(host.key(), clock), host);
    }

    private static HostKeys keys(HostKey key, InstantSource clock) {
        return switch (key) {
            case HostKey.SharedSecret secret -> only(Algorithm.HMAC256(secret.bytes()));
            case HostKey.Public single -> only(PublicKeys.algorithm(single.key()));
            case HostKey.Published set -> new FetchedKeys(new KeyEndpoint(set.url(), KeyEndpoint.TIMEOUT), clock);
        };
    }

    /** Returns one key, whatever key id a token has. */
    private static HostKeys only(Algorithm algorithm) {
        var one = List.of(algorithm);
        return kid -> one;
    }

    /**
     * Parses a public key in PEM form: RSA of at least 2,048 bits, or EC on the curve P-256.
     *
     * @throws IllegalArgumentException if the text is none; the message is to follow the name of what was read
     */
    public static PublicKey publicKey(String pem) {
        return PublicKeys.parse(pem);
    }

    /**
     * The format of the host application's tokens.
     *
     * @param issuer the required {@code iss} claim; null for any
     * @param audience the required element of the {@code aud} claim; null for any
     * @param idClaim the claim with the host's id of the user, a text or a whole number
     * @param usernameClaims the claims that may contain the user name; the first one that is a text is used
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

        /** Returns the format with any issuer, any audience and the usual claims. */
        public static Host of(HostKey key) {
            return new Host(key, null, null, ID_CLAIM, USERNAME_CLAIMS, NAME_CLAIM);
        }
    }

    /** The key of the host's signatures. It determines the algorithm; the header of a token does not. */
    public sealed interface HostKey {

        /**
         * A secret for HS256 that the host shares with this server.
         *
         * @param bytes at least 32; their holders can impersonate every user
         */
        @SuppressWarnings("ArrayRecordComponent") // never compared
        record SharedSecret(byte[] bytes) implements HostKey {

            public SharedSecret {
                if (bytes.length < Hs256Signer.SECRET_BYTES) {
                    throw new IllegalArgumentException("the secret needs at least 32 bytes");
                }
                bytes = bytes.clone();
            }

            @Override
            public String toString() {
                return "SharedSecret[…]";
            }
        }

        /** A public key, used with RS256 (RSA) or ES256 (EC); see {@link #publicKey}. */
        record Public(PublicKey key) implements HostKey {}

        /** The keys for RS256 and ES256 of the JSON Web Key Set at {@code url}, which may change at any time. */
        record Published(URI url) implements HostKey {}
    }
}
