package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Routes.AUTH;

import dev.confab.chat.adapter.rest.RestAdapter.Limit;
import dev.confab.chat.adapter.wire.AccountJson;
import dev.confab.chat.application.account.Accounts;
import dev.confab.chat.application.account.SignUp;
import dev.confab.chat.application.account.TokenPair;
import dev.confab.chat.domain.user.Email;
import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.Username;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Accounts of our own, and the tokens for them. */
final class AuthRoutes {

    private final Accounts accounts;

    AuthRoutes(Accounts accounts) {
        this.accounts = accounts;
    }

    void register(Routes routes) {
        routes.postOpenly(AUTH + "/signup", this::signUp);
        routes.postOpenly(AUTH + "/token", this::logIn);
        routes.postOpenly(AUTH + "/token/refresh", this::refresh);
        routes.postOpenly(AUTH + "/token/verify", this::verify);
        routes.postOpenly(AUTH + "/token/blacklist", this::logOut);
        routes.get(AUTH + "/me", AuthRoutes::me);
    }

    private void signUp(Exchange exchange) {
        exchange.count(Limit.SIGN_UP_ADDRESS);
        var body = exchange.body();
        var name = new Username(body.requireText("username"));
        exchange.count(Limit.SIGN_UP_NAME, name.key());
        var command = new SignUp(
                name, new Password(body.requireText("password")), email(body.text("email")), body.text("display_name"));
        exchange.answer(201, AccountJson.of(accounts.signUp(command)));
    }

    private static @Nullable Email email(@Nullable String text) {
        return text == null ? null : new Email(text);
    }

    private void logIn(Exchange exchange) {
        exchange.count(Limit.LOG_IN_ADDRESS);
        var body = exchange.body();
        var name = new Username(body.requireText("username"));
        exchange.count(Limit.LOG_IN_NAME, name.key());
        var password = new Password(body.requireText("password"));
        exchange.answer(TokensJson.of(accounts.logIn(name, password)));
    }

    private void refresh(Exchange exchange) {
        exchange.answer(TokensJson.of(accounts.refresh(exchange.body().requireText("refresh"))));
    }

    private void verify(Exchange exchange) {
        accounts.verify(exchange.body().requireText("token"));
        exchange.answer(Map.of());
    }

    private void logOut(Exchange exchange) {
        accounts.logOut(exchange.body().requireText("refresh"));
        exchange.answer(Map.of());
    }

    private static void me(Call call) {
        call.answer(AccountJson.of(call.caller().user()));
    }

    /**
     * What a log-in hands out.
     *
     * @param token the same as {@code access}
     * @param expiresIn how long that is good, in seconds
     */
    private record TokensJson(String token, String access, String refresh, long expiresIn) {

        static TokensJson of(TokenPair pair) {
            return new TokensJson(
                    pair.access(),
                    pair.access(),
                    pair.refresh(),
                    pair.expiresIn().toSeconds());
        }
    }
}
