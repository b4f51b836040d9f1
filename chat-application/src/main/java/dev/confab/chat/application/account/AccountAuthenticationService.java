package dev.confab.chat.application.account;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.LoginStore;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.TokenSigner;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.user.Token;
import java.time.InstantSource;

final class AccountAuthenticationService implements Authentication {

    private final Transactions transactions;
    private final LoginStore logins;
    private final TokenSigner signer;
    private final InstantSource clock;

    AccountAuthenticationService(Stores stores, TokenSigner signer, InstantSource clock) {
        this.transactions = stores.transactions();
        this.logins = stores.logins();
        this.signer = signer;
        this.clock = clock;
    }

    @Override
    public Caller authenticate(String accessToken) {
        if (signer.verify(accessToken) instanceof Token.Access access) {
            requireFresh(access);
            return transactions.read(() -> callerOf(access));
        }
        throw new Refusal.Unauthenticated("This is not an access token.");
    }

    private void requireFresh(Token.Access access) {
        if (!clock.instant().isBefore(access.expires())) {
            throw Refusal.Unauthenticated.tokenExpired();
        }
    }

    private Caller callerOf(Token.Access access) {
        var now = clock.instant();
        var user = logins.findWithUser(access.login())
                .filter(found -> found.login().isActiveAt(now))
                .map(LoginStore.LoggedIn::user)
                .filter(found -> found.active() && found.id().equals(access.user()))
                .orElseThrow(AccountAuthenticationService::dead);
        return new Caller(user, access.login(), access.expires());
    }

    private static Refusal dead() {
        return new Refusal.Unauthenticated("The token is no longer valid.");
    }
}
