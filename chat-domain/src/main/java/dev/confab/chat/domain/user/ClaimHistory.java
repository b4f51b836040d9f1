package dev.confab.chat.domain.user;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which tokens of the host application a user's names come from, so that no token undoes what a newer one said. Tokens are
 * ordered by the time of their issue. A token that does not say it, or names a time that has not come, counts as issued
 * when it is presented for the first time; digests tell whether it was presented before.
 *
 * @param statedAt when the host said what the user goes by
 * @param tokens digests of the last tokens whose word was taken, at most {@value #MAX_TOKENS}, the newest first
 */
public record ClaimHistory(Instant statedAt, List<String> tokens) {

    public static final int MAX_TOKENS = 16;

    public ClaimHistory {
        tokens = List.copyOf(tokens);
    }

    static ClaimHistory start(HostClaims claims, Instant now) {
        return new ClaimHistory(claims.said(now), List.of(claims.digest()));
    }

    /** Whether the token has been heard before, or is older than the one whose word was taken last. */
    boolean isOutdated(HostClaims claims, Instant now) {
        return tokens.contains(claims.digest()) || claims.said(now).isBefore(statedAt);
    }

    ClaimHistory with(HostClaims claims, Instant now) {
        var known = Stream.concat(Stream.of(claims.digest()), tokens.stream()).limit(MAX_TOKENS);
        return new ClaimHistory(claims.said(now), known.toList());
    }
}
