package dev.confab.chat.domain.user;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A user whose account the host application manages. The account is created from the user's first token and then follows
 * the newest token. Claims that a token does not contain stay as they are.
 *
 * <p>A user name that is taken or reserved gets an ending, see {@link Username#withEndingsOf}. The ending stays when the
 * plain name becomes free, until the host changes the name.
 *
 * @param history the tokens that the names of {@code user} come from
 */
public record HostUser(ExternalId external, User user, ClaimHistory history) {

    /** Creates a user whose earlier tokens are unknown. */
    public HostUser(ExternalId external, User user, Instant statedAt) {
        this(external, user, new ClaimHistory(statedAt, List.of()));
    }

    /** Returns the candidates for a new user, one for each acceptable user name, the best name first. */
    public static List<HostUser> firstSeen(UserId id, HostClaims claims, Instant now) {
        var preferred = Username.near(claims.username())
                .or(() -> Username.near(claims.id().value()))
                .orElseGet(() -> new Username("user"));
        var displayName = User.displayNameNear(claims.displayName()).orElse(preferred.value());
        return candidates(preferred, id).stream()
                .map(name -> User.create(id, name, displayName, null, now))
                .map(user -> new HostUser(claims.id(), user, ClaimHistory.start(claims, now)))
                .toList();
    }

    /** Returns when the host stated the current names. */
    public Instant statedAt() {
        return history.statedAt();
    }

    /** Whether the token changes neither the names nor the history of this user. */
    public boolean isUpToDateWith(HostClaims claims, Instant now) {
        return history.isOutdated(claims, now) || (claims.isDated(now) && hasNamesOf(claims));
    }

    private boolean hasNamesOf(HostClaims claims) {
        return hasUsername(claims.username()) && displayName(claims).equals(user.displayName());
    }

    private boolean hasUsername(@Nullable String claimed) {
        return Username.near(claimed)
                .map(preferred -> preferred.equals(user.username())
                        || candidates(preferred, user.id()).contains(user.username()))
                .orElse(true);
    }

    /** Returns this user with the names of {@code claims}, one for each acceptable user name, the best name first. */
    public List<HostUser> following(HostClaims claims, Instant now) {
        var usernames = Username.near(claims.username())
                .filter(preferred -> !hasUsername(claims.username()))
                .map(preferred -> candidates(preferred, user.id()))
                .orElse(List.of(user.username()));
        var displayName = displayName(claims);
        return usernames.stream()
                .map(name -> new HostUser(external, user.withNames(name, displayName), history.with(claims, now)))
                .toList();
    }

    private String displayName(HostClaims claims) {
        return User.displayNameNear(claims.displayName()).orElse(user.displayName());
    }

    private static List<Username> candidates(Username preferred, UserId id) {
        var withEndings = preferred.withEndingsOf(id);
        return preferred.isReserved()
                ? withEndings
                : Stream.concat(Stream.of(preferred), withEndings.stream()).toList();
    }
}
