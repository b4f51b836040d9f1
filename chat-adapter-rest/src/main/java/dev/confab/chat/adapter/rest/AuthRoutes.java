package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;
import static dev.confab.chat.adapter.rest.Part.text;
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

    void register(Routes all) {
        var routes = all.section("Accounts");
        routes.postOpenly(
                AUTH + "/signup",
                operation("signUp", "Makes an account")
                        .body(
                                text("username", 150).required(),
                                text("password").required(),
                                text("email"),
                                text("display_name"))
                        .answer(201, AccountJson.class),
                this::signUp);
        routes.postOpenly(
                AUTH + "/token",
                operation("logIn", "Begins a log-in")
                        .body(text("username").required(), text("password").required())
                        .answer(200, TokensJson.class)
                        .refuse(401),
                this::logIn);
        routes.postOpenly(
                AUTH + "/token/refresh",
                operation("refresh", "Changes a refresh token for a new pair, once; the second time ends the log-in")
                        .body(text("refresh").required())
                        .answer(200, TokensJson.class)
                        .refuse(401),
                this::refresh);
        routes.postOpenly(
                AUTH + "/token/verify",
                operation("verify", "Checks a token of either sort")
                        .body(text("token").required())
                        .answer(200, Reply.EMPTY_OBJECT)
                        .refuse(401),
                this::verify);
        routes.postOpenly(
                AUTH + "/token/blacklist",
                operation("logOut", "Ends the log-in of a refresh token, and its sockets")
                        .body(text("refresh").required())
                        .answer(200, Reply.EMPTY_OBJECT)
                        .refuse(401),
                this::logOut);
        routes.get(AUTH + "/me", operation("me", "Your own account").answer(200, AccountJson.class), AuthRoutes::me);
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
