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
 * A signer of JSON Web Tokens (RFC 7519). The {@code typ} claim distinguishes access from refresh tokens. Only HS256 is
 * accepted, whatever the header of a token says, and only the exact text that was signed.
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
            throw invalid();
        }
        try {
            var jwt = JWT.decode(signed);
            requireSignature(jwt);
            return read(jwt);
        } catch (JWTVerificationException | Refusal.NotFound defect) {
            throw invalid();
        }
    }

    private void requireSignature(DecodedJWT jwt) {
        var expected = algorithm.sign(ascii(jwt.getHeader()), ascii(jwt.getPayload()));
        var text = Base64.getUrlEncoder().withoutPadding().encode(expected);
        boolean isSigned = MessageDigest.isEqual(text, ascii(jwt.getSignature()));
        if (!isSigned || !algorithm.getName().equals(jwt.getAlgorithm()) || !issuer.equals(jwt.getIssuer())) {
            throw invalid();
        }
    }

    private static Token read(DecodedJWT jwt) {
        var login = LoginId.parse(text(jwt.getClaim(LOGIN)));
        var issued = require(jwt.getIssuedAtAsInstant());
        var expires = require(jwt.getExpiresAtAsInstant());
        return switch (text(jwt.getClaim(TYPE))) {
            case ACCESS -> new Token.Access(UserId.parse(text(jwt.getClaim(USER))), login, issued, expires);
            case REFRESH ->
                new Token.Refresh(login, require(jwt.getClaim(GENERATION).asInt()), issued, expires);
            default -> throw invalid();
        };
    }

    private static String text(Claim claim) {
        return require(claim.asString());
    }

    private static <T> T require(@Nullable T value) {
        if (value == null) {
            throw invalid();
        }
        return value;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    private static Refusal.Unauthenticated invalid() {
        return new Refusal.Unauthenticated("The token is not valid.");
    }
}
