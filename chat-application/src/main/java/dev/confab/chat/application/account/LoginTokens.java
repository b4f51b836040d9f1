package dev.confab.chat.application.account;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.TokenSigner;
import dev.confab.chat.domain.user.Login;
import dev.confab.chat.domain.user.Token;
import java.time.Instant;
import java.time.InstantSource;

/** Issues and checks the signed tokens of logins, without a look at the store. */
final class LoginTokens {

    private final TokenSigner signer;
    private final TokenLifetimes lifetimes;
    private final InstantSource clock;

    LoginTokens(TokenSigner signer, TokenLifetimes lifetimes, InstantSource clock) {
        this.signer = signer;
        this.lifetimes = lifetimes;
        this.clock = clock;
    }

    /** Returns the tokens of the login's current generation. */
    TokenPair issue(Login login, Instant now) {
        var access = new Token.Access(login.user(), login.id(), now, now.plus(lifetimes.access()));
        var refresh = new Token.Refresh(login.id(), login.generation(), now, login.expires());
        return new TokenPair(signer.sign(access), signer.sign(refresh), lifetimes.access());
    }

    /** Returns when a login that is refreshed at {@code now} expires. */
    Instant expiryAfter(Instant now) {
        return now.plus(lifetimes.refresh());
    }

    boolean isRefreshToken(String text) {
        return signer.verify(text) instanceof Token.Refresh;
    }

    /** Returns the refresh token, which must not have expired. */
    Token.Refresh requireUnexpiredRefresh(String text) {
        var token = requireRefresh(text);
        if (!clock.instant().isBefore(token.expires())) {
            throw Refusal.Unauthenticated.tokenExpired();
        }
        return token;
    }

    /** Returns the refresh token, which may have expired. */
    Token.Refresh requireRefresh(String text) {
        if (signer.verify(text) instanceof Token.Refresh refresh) {
            return refresh;
        }
        throw new Refusal.Unauthenticated("This is not a refresh token.");
    }
}
