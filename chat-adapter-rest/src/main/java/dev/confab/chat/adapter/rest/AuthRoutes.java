package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;
import static dev.confab.chat.adapter.rest.Param.text;
import static dev.confab.chat.adapter.rest.Routes.AUTH;
import static java.util.Objects.requireNonNull;

import dev.confab.chat.adapter.rest.RestAdapter.Limit;
import dev.confab.chat.adapter.wire.AccountJson;
import dev.confab.chat.adapter.wire.Fields;
import dev.confab.chat.application.account.Accounts;
import dev.confab.chat.application.account.PasswordChange;
import dev.confab.chat.application.account.SignUp;
import dev.confab.chat.application.account.TokenPair;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.user.Email;
import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.UserProfile;
import dev.confab.chat.domain.user.Username;
import java.util.Map;
import java.util.function.UnaryOperator;
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
                        .answer(200, ResponseSpec.EMPTY_OBJECT)
                        .refuse(401),
                this::verify);
        routes.postOpenly(
                AUTH + "/token/blacklist",
                operation("logOut", "Ends the log-in of a refresh token, and its sockets")
                        .body(text("refresh").required())
                        .answer(200, ResponseSpec.EMPTY_OBJECT)
                        .refuse(401),
                this::logOut);
        own(routes);
    }

    private void own(Routes routes) {
        routes.get(AUTH + "/me", operation("me", "Your own account").answer(200, AccountJson.class), AuthRoutes::me);
        routes.patch(
                AUTH + "/me",
                operation("changeMe", "Changes your display name and e-mail address; the user name never changes")
                        .body(
                                text("display_name", 150),
                                text("email"),
                                text("username").about("The one you have"))
                        .answer(200, AccountJson.class),
                this::changeMe);
        routes.delete(
                AUTH + "/me",
                operation("deactivateMe", "Gives your account up, for ever").answerNothing(204),
                this::deactivateMe);
        routes.post(
                AUTH + "/me/password",
                operation("changePassword", "Changes your password, and ends your other log-ins")
                        .body(
                                text("old_password").required(),
                                text("new_password").required())
                        .answerNothing(204),
                this::changePassword);
    }

    private void signUp(ApiRequest exchange) {
        exchange.count(Limit.SIGN_UP_ADDRESS);
        var body = exchange.body();
        var name = new Username(body.requireText("username"));
        exchange.count(Limit.SIGN_UP_NAME, name.key());
        var command = new SignUp(
                name, new Password(body.requireText("password")), email(body.text("email")), body.text("display_name"));
        exchange.answer(201, AccountJson.of(accounts.signUp(command)));
    }

    private static @Nullable Email email(@Nullable String text) {
        return text == null ? null : Email.parse(text);
    }

    private void logIn(ApiRequest exchange) {
        exchange.count(Limit.LOG_IN_ADDRESS);
        var body = exchange.body();
        var name = new Username(body.requireText("username"));
        exchange.countLogIn(name.key());
        var password = new Password(body.requireText("password"));
        var pair = accounts.logIn(name, password);
        exchange.loggedIn(name.key());
        exchange.answer(TokensJson.of(pair));
    }

    private void refresh(ApiRequest exchange) {
        exchange.answer(TokensJson.of(accounts.refresh(exchange.body().requireText("refresh"))));
    }

    private void verify(ApiRequest exchange) {
        accounts.verify(exchange.body().requireText("token"));
        exchange.answer(Map.of());
    }

    private void logOut(ApiRequest exchange) {
        accounts.logOut(exchange.body().requireText("refresh"));
        exchange.answer(Map.of());
    }

    private static void me(UserRequest call) {
        call.answer(AccountJson.of(call.caller().user()));
    }

    /** What the request does not name stays as it is; null takes it away. */
    private void changeMe(UserRequest call) {
        var body = call.body();
        requireOwnName(call, body);
        UnaryOperator<UserProfile> wish = now -> new UserProfile(
                body.has("display_name") ? body.text("display_name") : now.displayName(),
                body.has("email") ? email(body.text("email")) : now.email());
        call.answer(AccountJson.of(accounts.changeProfile(call.me(), wish)));
    }

    private static void requireOwnName(UserRequest call, Fields body) {
        var name = body.text("username");
        if (name != null && !name.equals(call.caller().user().username().value())) {
            throw new Refusal.Invalid("username", "A user name never changes.");
        }
    }

    /** A guess of the old password is as good as one at the door, and counts as such. */
    private void changePassword(UserRequest call) {
        call.countLogIn(call.caller().user().username().key());
        var body = call.body();
        accounts.changePassword(new PasswordChange(
                call.me(),
                requireNonNull(call.caller().login()),
                password(body, "old_password"),
                password(body, "new_password")));
        call.answerNothing(204);
    }

    private static Password password(Fields body, String field) {
        return Password.parse(field, body.requireText(field));
    }

    private void deactivateMe(UserRequest call) {
        accounts.deactivate(call.me());
        call.answerNothing(204);
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
