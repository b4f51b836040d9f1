package dev.confab.chat.application.account;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.HostTokens;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.port.UserStore;
import dev.confab.chat.domain.user.HostClaims;
import dev.confab.chat.domain.user.HostUser;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

final class HostAuthenticationService implements Authentication {

    private final Transactions transactions;
    private final UserStore users;
    private final HostTokens tokens;
    private final Environment environment;

    HostAuthenticationService(Stores stores, HostTokens tokens, Environment environment) {
        this.transactions = stores.transactions();
        this.users = stores.users();
        this.tokens = tokens;
        this.environment = environment;
    }

    @Override
    public Caller authenticate(String token) {
        var claims = tokens.verify(token);
        var now = environment.clock().instant();
        requireValidAt(now, claims);
        var user = requireActive(userOf(claims, now));
        return new Caller(user, null, claims.expires().plus(HostClaims.LEEWAY));
    }

    private static void requireValidAt(Instant now, HostClaims claims) {
        if (!now.isBefore(claims.expires().plus(HostClaims.LEEWAY))) {
            throw Refusal.Unauthenticated.tokenExpired();
        }
        if (claims.notBefore() != null && now.isBefore(claims.notBefore().minus(HostClaims.LEEWAY))) {
            throw new Refusal.Unauthenticated("The token is not valid yet.");
        }
    }

    private static User requireActive(HostUser hostUser) {
        if (!hostUser.user().active()) {
            throw new Refusal.Unauthenticated("The token is no longer valid.");
        }
        return hostUser.user();
    }

    private HostUser userOf(HostClaims claims, Instant now) {
        var stored = transactions.read(() -> users.find(claims.id()));
        return stored.filter(user -> user.isUpToDateWith(claims, now))
                .orElseGet(() -> transactions.write(() -> createOrUpdate(claims, now)));
    }

    /** Concurrent calls with the same claims have the same result. */
    private HostUser createOrUpdate(HostClaims claims, Instant now) {
        var stored = users.find(claims.id());
        return stored.isPresent() ? update(stored.get(), claims, now) : create(claims, now);
    }

    private HostUser update(HostUser stored, HostClaims claims, Instant now) {
        return stored.isUpToDateWith(claims, now)
                ? stored
                : stored.following(claims, now).stream()
                        .filter(users::rename)
                        .findFirst()
                        .orElseThrow(HostAuthenticationService::noFreeName);
    }

    private HostUser create(HostClaims claims, Instant now) {
        return HostUser.firstSeen(new UserId(environment.ids().next()), claims, now).stream()
                .map(this::addOrFind)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(HostAuthenticationService::noFreeName);
    }

    /** Returns the added user, or the one that a concurrent call has added; empty if only the name is taken. */
    private Optional<HostUser> addOrFind(HostUser candidate) {
        return users.add(candidate) ? Optional.of(candidate) : users.find(candidate.external());
    }

    private static IllegalStateException noFreeName() {
        return new IllegalStateException(
                "All candidate names are taken, even the one that contains the whole user id.");
    }
}
