package dev.confab.chat.domain.user;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user whose account a host application keeps. They appear with the first token that names them and from then on go by
 * what the newest token says; where a token is silent, what is known stays.
 *
 * <p>A user name that somebody else has gets an ending of their own: the last {@value #ENDING} digits of the user's id,
 * or all of them if even that is taken. It stays when the plain name becomes free, until the host changes the name.
 *
 * @param told when the host said what {@code user} goes by; older tokens change nothing
 */
public record HostUser(ExternalId external, User user, Instant told) {

    private static final int ENDING = 8;

    /** Somebody unknown so far, under each name that will do, the best one first. */
    public static List<HostUser> firstSeen(UserId id, HostClaims claims, Instant now) {
        var wish = Username.near(claims.username())
                .or(() -> Username.near(claims.id().value()))
                .orElseThrow();
        var shown = User.displayNameNear(claims.displayName());
        return names(wish, id).stream()
                .map(name -> User.signedUp(id, name, shown.orElse(wish.value()), null, now))
                .map(user -> new HostUser(claims.id(), user, claims.said(now)))
                .toList();
    }

    /** Has the token nothing to say that is both new and different? */
    public boolean isUpToDateWith(HostClaims claims, Instant now) {
        return claims.said(now).isBefore(told)
                || (goesBy(claims.username()) && displayName(claims).equals(user.displayName()));
    }

    private boolean goesBy(@Nullable String claimed) {
        return Username.near(claimed)
                .map(wish -> names(wish, user.id()).contains(user.username()))
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
                .map(name -> new HostUser(external, user.called(name, shown), claims.said(now)))
                .toList();
    }

    private String displayName(HostClaims claims) {
        return User.displayNameNear(claims.displayName()).orElse(user.displayName());
    }

    private static List<Username> names(Username wish, UserId id) {
        var digits = id.value().toString().replace("-", "");
        return List.of(wish, wish.ending(digits.substring(digits.length() - ENDING)), wish.ending(digits));
    }
}
