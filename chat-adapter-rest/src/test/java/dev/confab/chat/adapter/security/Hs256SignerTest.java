package dev.confab.chat.adapter.security;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.TokenSigner;
import dev.confab.chat.domain.port.TokenSignerContract;
import dev.confab.chat.domain.user.LoginId;
import dev.confab.chat.domain.user.Token;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class Hs256SignerTest extends TokenSignerContract {

    private static final byte[] SECRET = "a secret of thirty-two bytes ...".getBytes(US_ASCII);
    private static final byte[] OTHER = "another one that is as long ....".getBytes(US_ASCII);
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String ID = UUID.randomUUID().toString();

    private final TokenSigner signer = SecurityAdapter.hs256(SECRET, "confab");

    @Override
    protected TokenSigner signer() {
        return signer;
    }

    @Override
    protected TokenSigner stranger() {
        return SecurityAdapter.hs256(OTHER, "confab");
    }

    @Test
    void accessTokenHasDocumentedClaims() {
        var user = new UserId(UUID.randomUUID());
        var login = new LoginId(UUID.randomUUID());
        var jwt = JWT.decode(signer.sign(new Token.Access(user, login, NOW, NOW.plusSeconds(900))));
        assertThat(jwt.getAlgorithm()).isEqualTo("HS256");
        assertThat(jwt.getClaims().keySet())
                .containsExactlyInAnyOrder("sub", "user_id", "sid", "iat", "exp", "iss", "typ");
        assertThat(List.of(jwt.getSubject(), jwt.getClaim("user_id").asString()))
                .containsOnly(user.toString());
        assertThat(jwt.getClaim("sid").asString()).isEqualTo(login.toString());
        assertThat(jwt.getIssuer()).isEqualTo("confab");
        assertThat(jwt.getExpiresAtAsInstant()).isEqualTo(NOW.plusSeconds(900));
    }

    @Test
    void otherIssuerIsRefused() {
        var token = new Token.Refresh(new LoginId(UUID.randomUUID()), 0, NOW, NOW);
        var foreign = SecurityAdapter.hs256(SECRET, "somebody else").sign(token);
        assertThatThrownBy(() -> signer.verify(foreign)).isInstanceOf(Refusal.Unauthenticated.class);
    }

    @Test
    void signedTokenWithInvalidClaimsIsRefused() {
        for (var change : List.<UnaryOperator<JWTCreator.Builder>>of(
                jwt -> jwt.withClaim("typ", "id"),
                jwt -> jwt.withClaim("typ", 1),
                jwt -> jwt.withClaim("typ", (String) null),
                jwt -> jwt.withClaim("sid", "not an id"),
                jwt -> jwt.withClaim("user_id", 17),
                jwt -> jwt.withClaim("exp", "tomorrow"),
                jwt -> jwt.withClaim("exp", (String) null),
                jwt -> jwt.withClaim("iat", (String) null),
                jwt -> jwt.withClaim("iss", (String) null),
                jwt -> jwt.withClaim("typ", "refresh").withClaim("gen", "one"))) {
            var signed = change.apply(good()).sign(Algorithm.HMAC256(SECRET));
            assertThatThrownBy(() -> signer.verify(signed)).isInstanceOf(Refusal.Unauthenticated.class);
        }
        assertThat(signer.verify(good().sign(Algorithm.HMAC256(SECRET)))).isInstanceOf(Token.Access.class);
    }

    @Test
    void otherAlgorithmWithSameSecretIsRefused() {
        var signed = good().sign(Algorithm.HMAC512(SECRET));
        assertThatThrownBy(() -> signer.verify(signed)).isInstanceOf(Refusal.Unauthenticated.class);
    }

    @Test
    void otherEncodingOfSignatureIsRefused() {
        var signed = good().sign(Algorithm.HMAC256(SECRET));
        char last = signed.charAt(signed.length() - 1);
        var respelled = signed.substring(0, signed.length() - 1) + (char) (last + 1);
        assertThatThrownBy(() -> signer.verify(respelled)).isInstanceOf(Refusal.Unauthenticated.class);
    }

    @Test
    void shortSecretIsRefused() {
        assertThatThrownBy(() -> SecurityAdapter.hs256(new byte[31], "confab"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static JWTCreator.Builder good() {
        return JWT.create()
                .withIssuer("confab")
                .withClaim("typ", "access")
                .withSubject(ID)
                .withClaim("user_id", ID)
                .withClaim("sid", ID)
                .withIssuedAt(NOW)
                .withExpiresAt(NOW);
    }
}
