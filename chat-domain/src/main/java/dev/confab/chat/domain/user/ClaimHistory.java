package dev.confab.chat.domain.user;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The history of the host tokens that a user's names come from, so that no token overwrites the names of a newer one.
 *
 * <p>Tokens are ordered by their time of issue. A token without a time of issue, or with one in the future, counts as
 * issued when it is first presented. Digests tell whether a token was presented before.
 *
 * @param statedAt when the host stated the current names
 * @param tokens digests of the last applied tokens, at most {@value #MAX_TOKENS}, the newest first
 */
public record ClaimHistory(Instant statedAt, List<String> tokens) {

    public static final int MAX_TOKENS = 16;

    public ClaimHistory {
        tokens = List.copyOf(tokens);
    }

    static ClaimHistory start(HostClaims claims, Instant now) {
        return new ClaimHistory(claims.statedAt(now), List.of(claims.digest()));
    }

    /** Whether the token was applied before, or is older than the last applied one. */
    boolean isOutdated(HostClaims claims, Instant now) {
        return tokens.contains(claims.digest()) || claims.statedAt(now).isBefore(statedAt);
    }

    ClaimHistory with(HostClaims claims, Instant now) {
        var digests = Stream.concat(Stream.of(claims.digest()), tokens.stream()).limit(MAX_TOKENS);
        return new ClaimHistory(claims.statedAt(now), digests.toList());
    }
}
