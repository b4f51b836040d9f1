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

/** A reader of the host application's JSON Web Tokens (RFC 7519). All defects give the same error, so that it reveals nothing. */
final class HostJwtReader implements HostTokens {

    private static final int MAX_LENGTH = 8_192;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /** This number is in the year 5138 as seconds, and in 1973 as milliseconds. */
    private static final long FIRST_MILLIS = 100_000_000_000L;

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
            throw invalid();
        }
        try {
            var jwt = JWT.decode(token);
            requireSignature(jwt);
            requireIssuerAndAudience(jwt);
            return read(jwt);
        } catch (JWTDecodeException | DateTimeException | Refusal.Invalid defect) {
            throw invalid();
        }
    }

    /** Refuses critical extensions ({@code crit} of RFC 7515), because none is supported. */
    private void requireSignature(DecodedJWT jwt) {
        var name = jwt.getAlgorithm();
        boolean isSigned = jwt.getHeaderClaim("crit").isMissing()
                && keys.candidates(jwt.getKeyId()).stream()
                        .filter(algorithm -> algorithm.getName().equals(name))
                        .anyMatch(algorithm -> verifies(jwt, algorithm));
        if (!isSigned) {
            throw invalid();
        }
    }

    private static boolean verifies(DecodedJWT jwt, Algorithm algorithm) {
        try {
            algorithm.verify(jwt);
            return true;
        } catch (SignatureVerificationException forged) {
            return false;
        }
    }

    private void requireIssuerAndAudience(DecodedJWT jwt) {
        boolean hasIssuer = host.issuer() == null || host.issuer().equals(jwt.getIssuer());
        boolean hasAudience = host.audience() == null
                || (jwt.getAudience() != null && jwt.getAudience().contains(host.audience()));
        if (!hasIssuer || !hasAudience) {
            throw invalid();
        }
    }

    private HostClaims read(DecodedJWT jwt) {
        var expires = clamp(jwt::getExpiresAtAsInstant);
        return new HostClaims(
                id(jwt.getClaim(host.idClaim())),
                username(jwt),
                jwt.getClaim(host.nameClaim()).asString(),
                secondsOrMillis(jwt::getIssuedAtAsInstant),
                secondsOrMillis(jwt::getNotBeforeAsInstant),
                Optional.ofNullable(expires).orElseThrow(HostJwtReader::invalid));
    }

    /** Accepts numbers, because many hosts number their users. */
    private static ExternalId id(Claim claim) {
        return new ExternalId(
                switch (claim.as(Object.class)) {
                    case String text -> text;
                    case Integer number -> number.toString();
                    case Long number -> number.toString();
                    case null, default -> throw invalid();
                });
    }

    private @Nullable String username(DecodedJWT jwt) {
        return host.usernameClaims().stream()
                .map(name -> jwt.getClaim(name).asString())
                .flatMap(Stream::ofNullable)
                .findFirst()
                .orElse(null);
    }

    /** Returns a time in the past. RFC 7519 requires seconds, but some hosts write milliseconds. */
    private static @Nullable Instant secondsOrMillis(Supplier<@Nullable Instant> claim) {
        return clamp(() -> {
            var time = claim.get();
            return time == null || time.getEpochSecond() < FIRST_MILLIS
                    ? time
                    : Instant.ofEpochSecond(time.getEpochSecond() / MILLIS);
        });
    }

    /** Returns the time, limited to the years 1970 to 9999. */
    private static @Nullable Instant clamp(Supplier<@Nullable Instant> claim) {
        var time = claim.get();
        if (time == null) {
            return null;
        }
        return time.isAfter(LAST) ? LAST : time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time;
    }

    private static Refusal.Unauthenticated invalid() {
        return new Refusal.Unauthenticated("The token is not valid.");
    }
}
