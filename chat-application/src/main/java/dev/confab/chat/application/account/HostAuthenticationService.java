package dev.confab.chat.application.account;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.HostTokens;
import dev.confab.chat.domain.port.IdSource;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.port.UserStore;
import dev.confab.chat.domain.user.HostClaims;
import dev.confab.chat.domain.user.HostUser;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

final class HostAuthenticationService implements Authentication {

    private final Transactions transactions;
    private final UserStore users;
    private final HostTokens tokens;
    private final IdSource ids;
    private final InstantSource clock;

    HostAuthenticationService(Stores stores, HostTokens tokens, Environment environment) {
        this.transactions = stores.transactions();
        this.users = stores.users();
        this.tokens = tokens;
        this.ids = environment.ids();
        this.clock = environment.clock();
    }

    @Override
    public Caller authenticate(String token) {
        var claims = tokens.verify(token);
        var now = clock.instant();
        requireGoodAt(now, claims);
        var user = requireActive(userOf(claims, now));
        return new Caller(user, null, claims.expires().plus(HostClaims.LEEWAY));
    }

    private static void requireGoodAt(Instant now, HostClaims claims) {
        if (!now.isBefore(claims.expires().plus(HostClaims.LEEWAY))) {
            throw Refusal.Unauthenticated.tokenExpired();
        }
        if (claims.notBefore() != null && now.isBefore(claims.notBefore().minus(HostClaims.LEEWAY))) {
            throw new Refusal.Unauthenticated("The token is not valid yet.");
        }
    }

    private static User requireActive(HostUser known) {
        if (!known.user().active()) {
            throw new Refusal.Unauthenticated("The token is no longer valid.");
        }
        return known.user();
    }

    private HostUser userOf(HostClaims claims, Instant now) {
        var known = transactions.read(() -> users.find(claims.id()));
        return known.filter(user -> user.isUpToDateWith(claims, now))
                .orElseGet(() -> transactions.write(() -> take(claims, now)));
    }

    /** Whoever else takes in the same news meanwhile comes to the same. */
    private HostUser take(HostClaims claims, Instant now) {
        var known = users.find(claims.id());
        return known.isPresent() ? follow(known.get(), claims, now) : meet(claims, now);
    }

    private HostUser follow(HostUser known, HostClaims claims, Instant now) {
        return known.isUpToDateWith(claims, now)
                ? known
                : known.following(claims, now).stream()
                        .filter(users::rename)
                        .findFirst()
                        .orElseThrow(HostAuthenticationService::noName);
    }

    private HostUser meet(HostClaims claims, Instant now) {
        return HostUser.firstSeen(new UserId(ids.next()), claims, now).stream()
                .map(this::added)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(HostAuthenticationService::noName);
    }

    /** What is there afterwards under the external id: {@code wanted}, or whom somebody else has just added. */
    private Optional<HostUser> added(HostUser wanted) {
        return users.add(wanted) ? Optional.of(wanted) : users.find(wanted.external());
    }

    private static IllegalStateException noName() {
        return new IllegalStateException("Even a name that ends with the whole id of a new user is taken.");
    }
}
