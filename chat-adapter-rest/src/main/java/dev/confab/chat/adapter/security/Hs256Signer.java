package dev.confab.chat.adapter.security;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.Claim;
import com.auth0.jwt.interfaces.DecodedJWT;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.TokenSigner;
import dev.confab.chat.domain.user.LoginId;
import dev.confab.chat.domain.user.Token;
import dev.confab.chat.domain.user.UserId;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * JSON Web Tokens, RFC 7519. The {@code typ} claim tells access from refresh. One algorithm only, whatever a token's
 * header says; and only the very text that was signed, not another spelling of it.
 */
final class Hs256Signer implements TokenSigner {

    static final int SECRET_BYTES = 32;
    private static final int MAX_LENGTH = 2_000;

    private static final String TYPE = "typ";
    private static final String ACCESS = "access";
    private static final String REFRESH = "refresh";
    private static final String USER = "user_id";
    private static final String LOGIN = "sid";
    private static final String GENERATION = "gen";

    private final Algorithm algorithm;
    private final String issuer;

    Hs256Signer(byte[] secret, String issuer) {
        if (secret.length < SECRET_BYTES) {
            throw new IllegalArgumentException("the secret needs at least " + SECRET_BYTES + " bytes");
        }
        this.algorithm = Algorithm.HMAC256(secret.clone());
        this.issuer = issuer;
    }

    @Override
    public String sign(Token token) {
        return switch (token) {
            case Token.Access access -> sign(access);
            case Token.Refresh refresh -> sign(refresh);
        };
    }

    private String sign(Token.Access access) {
        var user = access.user().toString();
        return claims(access)
                .withClaim(TYPE, ACCESS)
                .withSubject(user)
                .withClaim(USER, user)
                .sign(algorithm);
    }

    private String sign(Token.Refresh refresh) {
        return claims(refresh)
                .withClaim(TYPE, REFRESH)
                .withClaim(GENERATION, refresh.generation())
                .sign(algorithm);
    }

    private JWTCreator.Builder claims(Token token) {
        return JWT.create()
                .withIssuer(issuer)
                .withClaim(LOGIN, token.login().toString())
                .withIssuedAt(token.issued())
                .withExpiresAt(token.expires());
    }

    @Override
    public Token verify(String signed) {
        if (signed.length() > MAX_LENGTH) {
            throw notOurs();
        }
        try {
            var jwt = JWT.decode(signed);
            requireOurs(jwt);
            return read(jwt);
        } catch (JWTVerificationException | Refusal.NotFound defect) {
            throw notOurs();
        }
    }

    private void requireOurs(DecodedJWT jwt) {
        var expected = algorithm.sign(ascii(jwt.getHeader()), ascii(jwt.getPayload()));
        var text = Base64.getUrlEncoder().withoutPadding().encode(expected);
        boolean genuine = MessageDigest.isEqual(text, ascii(jwt.getSignature()));
        if (!genuine || !algorithm.getName().equals(jwt.getAlgorithm()) || !issuer.equals(jwt.getIssuer())) {
            throw notOurs();
        }
    }

    private static Token read(DecodedJWT jwt) {
        var login = LoginId.parse(text(jwt.getClaim(LOGIN)));
        var issued = present(jwt.getIssuedAtAsInstant());
        var expires = present(jwt.getExpiresAtAsInstant());
        return switch (text(jwt.getClaim(TYPE))) {
            case ACCESS -> new Token.Access(UserId.parse(text(jwt.getClaim(USER))), login, issued, expires);
            case REFRESH ->
                new Token.Refresh(login, present(jwt.getClaim(GENERATION).asInt()), issued, expires);
            default -> throw notOurs();
        };
    }

    private static String text(Claim claim) {
        return present(claim.asString());
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw notOurs();
        }
        return value;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    private static Refusal.Unauthenticated notOurs() {
        return new Refusal.Unauthenticated("The token is not valid.");
    }
}
