package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.adapter.rest.RestAdapter.Limit;
import dev.confab.chat.domain.Page;
import java.net.http.HttpRequest;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The rate limits of logins and sign-ups. */
class LogInLimitTest extends LimitedServer {

    private static final String PASSWORD = "/api/v1/auth/me/password/";

    private static final String SIGN_UP = "/api/v1/auth/signup/";

    @Test
    void passwordChangesCountAsLogins() {
        start(Limit.LOG_IN_NAME, 3);
        var somebody = server.somebody();
        var guess = json("old_password", "wrong password", "new_password", "another horse entirely");
        for (int left = 2; left > 0; left--) {
            somebody.post(PASSWORD, guess).expectInvalid("old_password");
        }
        somebody.post(PASSWORD, guess).expect(429, "throttled", null);
        server.anybody()
                .post(LOG_IN, json("username", somebody.name(), "password", TestServer.PASSWORD))
                .expect(429);
    }

    @Test
    void loginsToOneNameAreLimited() {
        start(Limit.LOG_IN_NAME, 3);
        server.anybody()
                .post(SIGN_UP, json("username", "straße", "password", TestServer.PASSWORD))
                .expect(201);
        for (var names : new String[][] {{"straße", "STRASSE", "Straße"}, {"nobody", "NOBODY", "nobodY"}}) {
            for (var name : names) {
                guess(name).expect(401);
            }
            guess(names[0]).expect(429, "throttled", null);
        }
        server.anybody()
                .post(LOG_IN, json("username", "straße", "password", TestServer.PASSWORD))
                .expect(429);
        guess("another").expect(401);
    }

    @Test
    void guessesElsewhereDoNotLockOutKnownAddress() {
        start(Limit.LOG_IN_NAME, 3, "127.0.0.0/8");
        var name = server.somebody().name();
        for (int guesses = 0; guesses < 3; guesses++) {
            logInFrom("198.51.100.1", name, "wrong").expect(401);
        }

        logInFrom("198.51.100.1", name, "wrong").expect(429);
        logInFrom("198.51.100.2", name, TestServer.PASSWORD).expect(200);
    }

    @Test
    void loginsFromNewAddressesShareLimit() {
        start(Limit.LOG_IN_NAME_ELSEWHERE, 4, "127.0.0.0/8");
        var name = server.somebody().name();
        logInFrom("203.0.113.1", name, TestServer.PASSWORD).expect(200);
        logInFrom("198.51.100.1", name, "wrong").expect(401);
        logInFrom("198.51.100.2", name, "wrong").expect(401);

        logInFrom("198.51.100.3", name, "wrong").expect(429, "throttled", null);
        logInFrom("203.0.113.1", name, TestServer.PASSWORD).expect(200);
        logInFrom("203.0.113.2", name, TestServer.PASSWORD).expect(429);
    }

    private Answer logInFrom(String forwarded, String name, String password) {
        UnaryOperator<HttpRequest.Builder> from = request -> request.setHeader("X-Forwarded-For", forwarded);
        return server.anybody().send("POST", LOG_IN, json("username", name, "password", password), from);
    }

    @Test
    void loginsFromOneAddressAreLimited() {
        start(Limit.LOG_IN_ADDRESS, 3);
        for (var name : new String[] {"a", "b", "c"}) {
            guess(name).expect(401);
        }

        guess("d").expect(429);
        server.anybody().post(LOG_IN, "no json").expect(429);
    }

    @Test
    void signUpsFromOneAddressAreLimited() {
        start(Limit.SIGN_UP_ADDRESS, 2);
        signUp("a").expect(201);
        signUp("a").expect(400);

        signUp("b").expect(429, "throttled", null);
        assertThat(server.chat.directory().search("b", new Page.Window(1, 0)).items())
                .isEmpty();
    }

    @Test
    void signUpsOfOneNameAreLimited() {
        start(Limit.SIGN_UP_NAME, 2);
        signUp("ann").expect(201);
        signUp("ANN").expectInvalid("username");

        signUp("ann").expect(429);
        signUp("bob").expect(201);
    }

    private Answer signUp(String name) {
        return server.anybody().post(SIGN_UP, json("username", name, "password", TestServer.PASSWORD));
    }
}
