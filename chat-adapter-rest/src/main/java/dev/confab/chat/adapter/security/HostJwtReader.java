package dev.confab.chat.adapter.security;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTDecodeException;
import com.auth0.jwt.exceptions.SignatureVerificationException;
import com.auth0.jwt.interfaces.Claim;
import com.auth0.jwt.interfaces.DecodedJWT;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.HostTokens;
import dev.confab.chat.domain.user.ExternalId;
import dev.confab.chat.domain.user.HostClaims;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** JSON Web Tokens, RFC 7519, of somebody else. The same answer to every defect, so that nobody learns how far they got. */
final class HostJwtReader implements HostTokens {

    private static final int MAX_LENGTH = 8_192;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /** As seconds this is the year 5138, as milliseconds 1973. */
    private static final long FIRST_IN_MILLIS = 100_000_000_000L;

    private static final long MILLIS = 1_000;

    private final HostKeys keys;
    private final SecurityAdapter.Host host;

    HostJwtReader(HostKeys keys, SecurityAdapter.Host host) {
        this.keys = keys;
        this.host = host;
    }

    @Override
    public HostClaims verify(String token) {
        if (token.length() > MAX_LENGTH) {
            throw notGood();
        }
        try {
            var jwt = JWT.decode(token);
            requireGenuine(jwt);
            requireForUs(jwt);
            return read(jwt);
        } catch (JWTDecodeException | DateTimeException | Refusal.Invalid defect) {
            throw notGood();
        }
    }

    /** Extensions that must be understood, {@code crit} of RFC 7515, are none that we do. */
    private void requireGenuine(DecodedJWT jwt) {
        var name = jwt.getAlgorithm();
        boolean genuine = jwt.getHeaderClaim("crit").isMissing()
                && keys.candidates(jwt.getKeyId()).stream()
                        .filter(algorithm -> algorithm.getName().equals(name))
                        .anyMatch(algorithm -> signed(jwt, algorithm));
        if (!genuine) {
            throw notGood();
        }
    }

    private static boolean signed(DecodedJWT jwt, Algorithm algorithm) {
        try {
            algorithm.verify(jwt);
            return true;
        } catch (SignatureVerificationException forged) {
            return false;
        }
    }

    private void requireForUs(DecodedJWT jwt) {
        boolean from = host.issuer() == null || host.issuer().equals(jwt.getIssuer());
        boolean to = host.audience() == null
                || (jwt.getAudience() != null && jwt.getAudience().contains(host.audience()));
        if (!from || !to) {
            throw notGood();
        }
    }

    private HostClaims read(DecodedJWT jwt) {
        var expires = within(jwt::getExpiresAtAsInstant);
        return new HostClaims(
                id(jwt.getClaim(host.idClaim())),
                username(jwt),
                jwt.getClaim(host.nameClaim()).asString(),
                past(jwt::getIssuedAtAsInstant),
                past(jwt::getNotBeforeAsInstant),
                Optional.ofNullable(expires).orElseThrow(HostJwtReader::notGood));
    }

    /** Many a host counts its users, and writes the number as one. */
    private static ExternalId id(Claim claim) {
        return new ExternalId(
                switch (claim.as(Object.class)) {
                    case String text -> text;
                    case Integer number -> number.toString();
                    case Long number -> number.toString();
                    case null, default -> throw notGood();
                });
    }

    private @Nullable String username(DecodedJWT jwt) {
        return host.usernameClaims().stream()
                .map(name -> jwt.getClaim(name).asString())
                .flatMap(Stream::ofNullable)
                .findFirst()
                .orElse(null);
    }

    /** A time that has come, which some hosts write in milliseconds; RFC 7519 means seconds. */
    private static @Nullable Instant past(Supplier<@Nullable Instant> claim) {
        return within(() -> {
            var time = claim.get();
            return time == null || time.getEpochSecond() < FIRST_IN_MILLIS
                    ? time
                    : Instant.ofEpochSecond(time.getEpochSecond() / MILLIS);
        });
    }

    /** A time, drawn into the years that everybody can reckon with. */
    private static @Nullable Instant within(Supplier<@Nullable Instant> claim) {
        var time = claim.get();
        if (time == null) {
            return null;
        }
        return time.isAfter(LAST) ? LAST : time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time;
    }

    private static Refusal.Unauthenticated notGood() {
        return new Refusal.Unauthenticated("The token is not valid.");
    }
}
