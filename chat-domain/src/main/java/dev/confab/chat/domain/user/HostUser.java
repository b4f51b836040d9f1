package dev.confab.chat.domain.user;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A user whose account a host application keeps. They appear with the first token that names them and from then on go by
 * what the newest token says; where a token is silent, what is known stays.
 *
 * <p>A user name that somebody else has, or that stands for something else, gets an ending of their own, see
 * {@link Username#withEndingsOf}. It stays when the plain name becomes free, until the host changes the name.
 *
 * @param history which tokens {@code user} goes by; older ones change nothing
 */
public record HostUser(ExternalId external, User user, ClaimHistory history) {

    /** A user of whom the tokens are not known that came before. */
    public HostUser(ExternalId external, User user, Instant told) {
        this(external, user, new ClaimHistory(told, List.of()));
    }

    /** Somebody unknown so far, under each name that will do, the best one first. */
    public static List<HostUser> firstSeen(UserId id, HostClaims claims, Instant now) {
        var wish = Username.near(claims.username())
                .or(() -> Username.near(claims.id().value()))
                .orElseGet(() -> new Username("user"));
        var shown = User.displayNameNear(claims.displayName());
        return names(wish, id).stream()
                .map(name -> User.create(id, name, shown.orElse(wish.value()), null, now))
                .map(user -> new HostUser(claims.id(), user, ClaimHistory.start(claims, now)))
                .toList();
    }

    /** When the host said what the user goes by. */
    public Instant statedAt() {
        return history.statedAt();
    }

    /** Has the token nothing to say that is new, and different or to be remembered? */
    public boolean isUpToDateWith(HostClaims claims, Instant now) {
        return history.isOutdated(claims, now) || (claims.isDated(now) && hasUsername(claims));
    }

    private boolean hasUsername(HostClaims claims) {
        return goesBy(claims.username()) && displayName(claims).equals(user.displayName());
    }

    private boolean goesBy(@Nullable String claimed) {
        return Username.near(claimed)
                .map(wish ->
                        wish.equals(user.username()) || names(wish, user.id()).contains(user.username()))
                .orElse(true);
    }

    /** The same person as {@code claims} call them, under each name that will do, the best one first. */
    public List<HostUser> following(HostClaims claims, Instant now) {
        var names = Username.near(claims.username())
                .filter(wish -> !goesBy(claims.username()))
                .map(wish -> names(wish, user.id()))
                .orElse(List.of(user.username()));
        var shown = displayName(claims);
        return names.stream()
                .map(name -> new HostUser(external, user.withNames(name, shown), history.with(claims, now)))
                .toList();
    }

    private String displayName(HostClaims claims) {
        return User.displayNameNear(claims.displayName()).orElse(user.displayName());
    }

    private static List<Username> names(Username wish, UserId id) {
        var endings = wish.withEndingsOf(id);
        return wish.isReserved()
                ? endings
                : Stream.concat(Stream.of(wish), endings.stream()).toList();
    }
}
