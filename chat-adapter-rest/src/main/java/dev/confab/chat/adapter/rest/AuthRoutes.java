package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;
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

/** Routes to sign up, log in and handle tokens, for accounts that this server manages. */
final class AuthRoutes {

    private static final Operation SIGN_UP =
            operation("signUp", "Create an account").body(SignUpBody.class).response(201, AccountJson.class);
    private static final Operation LOG_IN = operation("logIn", "Log in")
            .body(LogInBody.class)
            .response(200, TokensJson.class)
            .errors(401);
    private static final Operation REFRESH = operation("refresh", "Exchange a refresh token for new tokens, once")
            .body(RefreshBody.class)
            .response(200, TokensJson.class)
            .errors(401);
    private static final Operation VERIFY = operation("verify", "Verify an access or refresh token")
            .body(TokenBody.class)
            .response(200, ResponseSpec.EMPTY_OBJECT)
            .errors(401);
    private static final Operation LOG_OUT = operation("logOut", "Log out and close the sockets of the login")
            .body(RefreshBody.class)
            .response(200, ResponseSpec.EMPTY_OBJECT)
            .errors(401);

    private final Accounts accounts;

    AuthRoutes(Accounts accounts) {
        this.accounts = accounts;
    }

    private record SignUpBody(
            @FieldSpec(maxLength = Username.MAX_LENGTH) String username,
            String password,
            @Nullable String email,
            @Nullable String displayName) {

        SignUp toCommand(Username name) {
            var address = email == null ? null : Email.parse(email);
            return new SignUp(name, new Password(password), address, displayName);
        }
    }

    private record LogInBody(String username, String password) {}

    private record RefreshBody(String refresh) {}

    private record TokenBody(String token) {}

    void register(Routes routes) {
        routes.section("Accounts")
                .postPublic(AUTH + "/signup", SIGN_UP, this::signUp)
                .postPublic(AUTH + "/token", LOG_IN, this::logIn)
                .postPublic(AUTH + "/token/refresh", REFRESH, this::refresh)
                .postPublic(AUTH + "/token/verify", VERIFY, this::verify)
                .postPublic(AUTH + "/token/blacklist", LOG_OUT, this::logOut);
    }

    private void signUp(ApiRequest request) {
        request.count(Limit.SIGN_UP_ADDRESS);
        var body = request.body(SignUpBody.class);
        var name = new Username(body.username());
        request.count(Limit.SIGN_UP_NAME, name.key());
        request.respond(201, AccountJson.of(accounts.signUp(body.toCommand(name))));
    }

    private void logIn(ApiRequest request) {
        request.count(Limit.LOG_IN_ADDRESS);
        var body = request.body(LogInBody.class);
        var name = new Username(body.username());
        request.countLogIn(name.key());
        var tokens = accounts.logIn(name, new Password(body.password()));
        request.recordLogIn(name.key());
        request.respond(TokensJson.of(tokens));
    }

    private void refresh(ApiRequest request) {
        var body = request.body(RefreshBody.class);
        request.respond(TokensJson.of(accounts.refresh(body.refresh())));
    }

    private void verify(ApiRequest request) {
        accounts.verify(request.body(TokenBody.class).token());
        request.respond(Map.of());
    }

    private void logOut(ApiRequest request) {
        accounts.logOut(request.body(RefreshBody.class).refresh());
        request.respond(Map.of());
    }

    /**
     * The tokens of a login.
     *
     * @param token the same as {@code access}
     * @param expiresIn lifetime of the access token, in seconds
     */
    private record TokensJson(String token, String access, String refresh, long expiresIn) {

        static TokensJson of(TokenPair pair) {
            var lifetime = pair.expiresIn().toSeconds();
            return new TokensJson(pair.access(), pair.access(), pair.refresh(), lifetime);
        }
    }
}
