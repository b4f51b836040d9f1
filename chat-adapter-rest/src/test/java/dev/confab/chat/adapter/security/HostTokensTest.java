package dev.confab.chat.adapter.security;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import dev.confab.chat.adapter.security.SecurityAdapter.Host;
import dev.confab.chat.adapter.security.SecurityAdapter.HostKey;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.HostTokens;
import dev.confab.chat.domain.port.TestClock;
import dev.confab.chat.domain.user.ExternalId;
import dev.confab.chat.domain.user.HostClaims;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostTokensTest {

    private static final byte[] SECRET = "a secret of thirty-two bytes ...".getBytes(US_ASCII);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final KeyPair RSA = HostKeyPairs.RSA;
    private static final KeyPair EC = HostKeyPairs.EC;

    private final HostTokens bySecret = tokens(Host.of(new HostKey.SharedSecret(SECRET)));
    private final HostTokens byRsa = tokens(Host.of(new HostKey.Public(RSA.getPublic())));
    private final HostTokens byEc = tokens(Host.of(new HostKey.Public(EC.getPublic())));

    private static HostTokens tokens(Host host) {
        return SecurityAdapter.host(host, new TestClock());
    }

    @Test
    void claimsAreRead() {
        var token = good().withClaim("preferred_username", "ann")
                .withClaim("name", "Ann Lee")
                .withIssuedAt(NOON)
                .withNotBefore(NOON.minusSeconds(1))
                .sign(Algorithm.HMAC256(SECRET));

        assertThat(bySecret.verify(token))
                .isEqualTo(new HostClaims(
                        new ExternalId("7"), "ann", "Ann Lee", NOON, NOON.minusSeconds(1), NOON.plusSeconds(60)));
    }

    @Test
    void pastTimesMayBeMilliseconds() {
        var token = good().withClaim("iat", NOON.toEpochMilli())
                .withClaim("nbf", NOON.minusSeconds(1).toEpochMilli() + 999)
                .sign(Algorithm.HMAC256(SECRET));

        var claims = bySecret.verify(token);

        assertThat(claims.issued()).isEqualTo(NOON);
        assertThat(claims.notBefore()).isEqualTo(NOON.minusSeconds(1));
    }

    @Test
    void tokensOfEachAlgorithmAreRead() {
        assertThat(bySecret.verify(good().sign(Algorithm.HMAC256(SECRET))).id()).isEqualTo(new ExternalId("7"));
        assertThat(byRsa.verify(good().sign(HostKeyPairs.rs256(RSA))).id()).isEqualTo(new ExternalId("7"));
        assertThat(byEc.verify(good().sign(HostKeyPairs.es256(EC))).id()).isEqualTo(new ExternalId("7"));
    }

    @Test
    void pemKeyIsRead() {
        for (var pair : List.of(RSA, EC)) {
            assertThat(SecurityAdapter.publicKey(HostKeyPairs.pem(pair.getPublic())))
                    .isEqualTo(pair.getPublic());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no key",
                "-----BEGIN PUBLIC KEY-----\n\n-----END PUBLIC KEY-----",
                "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----"
            })
    void invalidPemIsRefused(String pem) {
        assertThatThrownBy(() -> SecurityAdapter.publicKey(pem))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must hold ");
    }

    @Test
    void weakAndUnsupportedKeysAreRefused() {
        for (var pair : List.of(HostKeyPairs.rsa(1_024), HostKeyPairs.ec("secp384r1"))) {
            assertThatThrownBy(() -> SecurityAdapter.publicKey(HostKeyPairs.pem(pair.getPublic())))
                    .hasMessage("must hold an RSA key of at least 2048 bits or an EC key on the curve P-256");
        }
        assertThatThrownBy(() -> new HostKey.SharedSecret(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void signatureOfOtherKeyIsRefused() {
        assertRefused(bySecret, good().sign(Algorithm.HMAC256(new byte[32])));
        assertRefused(byRsa, good().sign(HostKeyPairs.rs256(HostKeyPairs.OTHER_RSA)));
        assertRefused(byEc, good().sign(HostKeyPairs.es256(HostKeyPairs.OTHER_EC)));
    }

    @Test
    void tokenWithoutSignatureIsRefused() {
        var unsigned = good().sign(Algorithm.none());

        for (var tokens : List.of(bySecret, byRsa, byEc)) {
            assertRefused(tokens, unsigned);
            assertRefused(tokens, withHeader("{\"alg\":\"None\"}", unsigned));
        }
    }

    @Test
    void publicKeyIsNotAcceptedAsSecret() {
        var pem = HostKeyPairs.pem(RSA.getPublic());
        for (var secret : List.of(
                RSA.getPublic().getEncoded(), pem.getBytes(UTF_8), pem.strip().getBytes(UTF_8))) {
            assertRefused(byRsa, good().sign(Algorithm.HMAC256(secret)));
        }
        assertRefused(byEc, good().sign(Algorithm.HMAC256(EC.getPublic().getEncoded())));
    }

    @Test
    void headerDoesNotSelectAlgorithm() {
        var rsa = good().sign(HostKeyPairs.rs256(RSA));
        for (var alg : List.of("ES256", "HS256", "RS512", "rs256", "PS256")) {
            assertRefused(byRsa, withHeader("{\"alg\":\"" + alg + "\"}", rsa));
            assertRefused(byEc, withHeader("{\"alg\":\"" + alg + "\"}", rsa));
        }
        assertRefused(bySecret, good().sign(Algorithm.HMAC512(SECRET)));
    }

    @Test
    void signatureOfZerosIsRefused() {
        var token = good().sign(HostKeyPairs.es256(EC));
        var zeros = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]);

        assertRefused(byEc, token.substring(0, token.lastIndexOf('.') + 1) + zeros);
    }

    @Test
    void changedClaimsAreRefused() {
        var parts = good().sign(Algorithm.HMAC256(SECRET)).split("\\.", -1);
        var others = good().withSubject("8").sign(Algorithm.HMAC256(SECRET)).split("\\.", -1);

        assertRefused(bySecret, parts[0] + "." + others[1] + "." + parts[2]);
    }

    @Test
    void criticalExtensionIsRefused() {
        var token = good().withHeader(Map.of("crit", new String[] {"b64"})).sign(Algorithm.HMAC256(SECRET));

        assertRefused(bySecret, token);
    }

    @Test
    void issuerMustMatch() {
        var tokens = tokens(new Host(
                new HostKey.SharedSecret(SECRET), "https://host", null, "sub", Host.USERNAME_CLAIMS, Host.NAME_CLAIM));

        assertThat(tokens.verify(good().withIssuer("https://host").sign(Algorithm.HMAC256(SECRET))))
                .isNotNull();
        assertRefused(tokens, good().withIssuer("https://host/").sign(Algorithm.HMAC256(SECRET)));
        assertRefused(tokens, good().sign(Algorithm.HMAC256(SECRET)));
    }

    @Test
    void audienceMustContainConfiguredOne() {
        var tokens = tokens(
                new Host(new HostKey.SharedSecret(SECRET), null, "chat", "sub", Host.USERNAME_CLAIMS, Host.NAME_CLAIM));

        assertThat(tokens.verify(good().withAudience("chat").sign(Algorithm.HMAC256(SECRET))))
                .isNotNull();
        assertThat(tokens.verify(good().withAudience("shop", "chat").sign(Algorithm.HMAC256(SECRET))))
                .isNotNull();
        assertRefused(tokens, good().withAudience("shop", "chats").sign(Algorithm.HMAC256(SECRET)));
        assertRefused(tokens, good().sign(Algorithm.HMAC256(SECRET)));
    }

    @Test
    void tokenWithoutExpiryIsRefused() {
        assertRefused(bySecret, JWT.create().withSubject("7").sign(Algorithm.HMAC256(SECRET)));
    }

    @Test
    void expiryIsLimitedToYear9999() {
        for (long second : new long[] {Long.MAX_VALUE, 253_402_300_800L}) {
            var claims = signed(jwt -> jwt.withClaim("exp", second));
            if (second < Long.MAX_VALUE) {
                assertThat(bySecret.verify(claims).expires()).isEqualTo(Instant.parse("9999-12-31T23:59:59Z"));
            } else {
                assertRefused(bySecret, claims);
            }
        }
    }

    @Test
    void malformedClaimsAreRefused() {
        for (var change : List.<UnaryOperator<JWTCreator.Builder>>of(
                jwt -> jwt.withClaim("exp", "tomorrow"),
                jwt -> jwt.withClaim("nbf", "yesterday"),
                jwt -> jwt.withClaim("iat", true),
                jwt -> jwt.withClaim("sub", (String) null),
                jwt -> jwt.withClaim("sub", ""),
                jwt -> jwt.withClaim("sub", true),
                jwt -> jwt.withClaim("sub", 1.5),
                jwt -> jwt.withClaim("sub", Map.of("id", "7")),
                jwt -> jwt.withClaim("sub", "7\u0000"),
                jwt -> jwt.withClaim("sub", "x".repeat(256)))) {
            assertRefused(bySecret, signed(change));
        }
        assertThat(bySecret.verify(signed(jwt -> jwt))).isNotNull();
    }

    @Test
    void numericIdIsAccepted() {
        assertThat(bySecret.verify(signed(jwt -> jwt.withClaim("sub", 42))).id())
                .isEqualTo(new ExternalId("42"));
    }

    @Test
    void claimNamesAreConfigurable() {
        var host = new Host(new HostKey.SharedSecret(SECRET), null, null, "https://x/uid", List.of("login"), "full");
        var token = signed(jwt -> jwt.withClaim("https://x/uid", "u-1")
                .withClaim("login", "ann")
                .withClaim("full", "Ann Lee")
                .withClaim("username", "other"));

        var claims = tokens(host).verify(token);

        assertThat(claims.id()).isEqualTo(new ExternalId("u-1"));
        assertThat(claims.username()).isEqualTo("ann");
        assertThat(claims.displayName()).isEqualTo("Ann Lee");
        assertRefused(tokens(host), signed(jwt -> jwt));
    }

    @Test
    void userNameIsReadFromSeveralClaims() {
        assertThat(bySecret.verify(signed(jwt -> jwt.withClaim("username", "ann")))
                        .username())
                .isEqualTo("ann");
        assertThat(bySecret.verify(signed(
                                jwt -> jwt.withClaim("preferred_username", 7).withClaim("username", "ann")))
                        .username())
                .isEqualTo("ann");
        assertThat(bySecret.verify(signed(jwt -> jwt)).username()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a.b", "a.b.c", "..", "e30.e30.", "W10.W10.x", "null.null.null"})
    void malformedTokenIsRefused(String text) {
        assertRefused(bySecret, text);
        assertRefused(byEc, text);
    }

    @Test
    void tooLongTokenIsRefused() {
        assertRefused(bySecret, signed(jwt -> jwt.withClaim("roles", "x".repeat(8_192))));
        assertThat(bySecret.verify(signed(jwt -> jwt.withClaim("roles", "x".repeat(4_096)))))
                .isNotNull();
    }

    @Test
    void toStringShowsNoSecret() {
        assertThat(Host.of(new HostKey.SharedSecret(SECRET)).toString()).contains("SharedSecret[…]");
    }

    private static JWTCreator.Builder good() {
        return JWT.create().withSubject("7").withExpiresAt(NOON.plusSeconds(60));
    }

    private static String signed(UnaryOperator<JWTCreator.Builder> change) {
        return change.apply(good()).sign(Algorithm.HMAC256(SECRET));
    }

    /** Returns the same claims and signature with another header. */
    private static String withHeader(String header, String token) {
        var encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(UTF_8));
        return encoded + token.substring(token.indexOf('.'));
    }

    private static void assertRefused(HostTokens tokens, String token) {
        assertThatThrownBy(() -> tokens.verify(token))
                .isInstanceOfSatisfying(
                        Refusal.Unauthenticated.class,
                        refusal -> assertThat(refusal.expired()).isFalse())
                .hasMessage("The token is not valid.");
    }
}
