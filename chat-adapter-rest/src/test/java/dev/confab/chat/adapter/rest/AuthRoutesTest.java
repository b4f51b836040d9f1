package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.application.account.TokenLifetimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthRoutesTest extends AuthTest {

    static final String PASSWORD = TestServer.PASSWORD;

    @Test
    void signUpReturnsAccount() {
        var answer = anybody()
                .post(
                        AUTH + "signup/",
                        json("username", "Zoë", "password", PASSWORD, "email", "zoe@example.org", "display_name", "Z"))
                .expect(201);
        assertThat(answer.names()).containsExactly("id", "username", "display_name", "email", "is_staff");
        assertThat(answer.text("username")).isEqualTo("Zoë");
        assertThat(answer.text("display_name")).isEqualTo("Z");
        assertThat(answer.text("email")).isEqualTo("zoe@example.org");
        assertThat(answer.text("id")).hasSize(36);
    }

    @Test
    void displayNameDefaultsToUserName() {
        var answer = anybody()
                .post(AUTH + "signup", json("username", "plain", "password", PASSWORD))
                .expect(201);
        assertThat(answer.text("display_name")).isEqualTo("plain");
        assertThat(answer.get("email").isNull()).isTrue();
    }

    @Test
    void takenNameIsRefusedInEveryCase() {
        server.somebody("taken");
        anybody()
                .post(AUTH + "signup/", json("username", "TAKEN", "password", PASSWORD))
                .expectInvalid("username");
    }

    @Test
    void weakPasswordIsRefused() {
        for (var weak : new String[] {"", "short", "longername"}) {
            anybody()
                    .post(AUTH + "signup/", json("username", "longername", "password", weak))
                    .expectInvalid("password");
        }
    }

    @Test
    void commonOrSimilarPasswordIsRefused() {
        for (var weak : new String[] {"password1", "QWERTYUIOP", "somebody-else"}) {
            anybody()
                    .post(
                            AUTH + "signup/",
                            json("username", "weak", "password", weak, "email", "somebody-else@example.org"))
                    .expectInvalid("password");
        }
    }

    @Test
    void loginReturnsTokens() {
        server.somebody("logger");
        var answer = server.tokens("logger");
        assertThat(answer.names()).containsExactly("token", "access", "refresh", "expires_in");
        assertThat(answer.text("token")).isEqualTo(answer.text("access")).isNotEqualTo(answer.text("refresh"));
        assertThat(answer.get("expires_in").longValue())
                .isEqualTo(TokenLifetimes.DEFAULT.access().toSeconds());
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @Test
    void wrongPasswordAndUnknownNameGetSameError() {
        server.somebody("known");
        var wrong = anybody()
                .post(AUTH + "token/", json("username", "known", "password", "wrong password"))
                .expect(401, "not_authenticated", null);
        var unknown = anybody()
                .post(AUTH + "token/", json("username", "unknown", "password", "wrong password"))
                .expect(401, "not_authenticated", null);
        assertThat(wrong.body()).isEqualTo(unknown.body());
        assertThat(wrong.header("WWW-Authenticate")).contains("Bearer");
    }

    @Test
    void refreshTokenWorksOnceAndReuseEndsLogin() {
        server.somebody("fresh");
        var first = server.tokens("fresh");
        var second = refresh(first.text("refresh")).expect(200);
        assertThat(second.names()).containsExactly("token", "access", "refresh", "expires_in");
        assertThat(second.text("refresh")).isNotEqualTo(first.text("refresh"));
        me(second.text("access")).expect(200);
        var third = refresh(second.text("refresh")).expect(200);
        refresh(first.text("refresh")).expect(401, "not_authenticated", null);
        refresh(third.text("refresh")).expect(401, "not_authenticated", null);
        me(third.text("access")).expect(401, "not_authenticated", null);
    }

    @Test
    void refreshIsRepeatableWithinGracePeriod() {
        server.somebody("lost-answer");
        var first = server.tokens("lost-answer");
        refresh(first.text("refresh")).expect(200);
        var again = refresh(first.text("refresh")).expect(200);
        me(again.text("access")).expect(200);
        refresh(again.text("refresh")).expect(200);
    }

    @Test
    void emailMustBePlainAddress() {
        var somebody = somebody();
        for (var wrong :
                new String[] {"a@b,c@d", "<a@b>", "a@b>\u0001", "a b@c", "a@b@c", "a@b..c", "\"a\"@b", "Ann <a@b>", ""
                }) {
            somebody.patch(AUTH + "me/", json("email", wrong)).expectInvalid("email");
            anybody()
                    .post(AUTH + "signup/", json("username", "mailer", "password", PASSWORD, "email", wrong))
                    .expectInvalid("email");
        }
    }

    @Test
    void verifyChecksToken() {
        server.somebody("verifier");
        var tokens = server.tokens("verifier");
        assertThat(verify(tokens.text("access")).expect(200).json()).isEmpty();
        verify(tokens.text("refresh")).expect(200);
        verify(tokens.text("access") + "x").expect(401, "not_authenticated", null);
        verify("").expect(401, "not_authenticated", null);
        verify("x".repeat(50_000)).expect(401, "not_authenticated", null);
    }

    @Test
    void logOutInvalidatesAllTokensOfLogin() {
        server.somebody("leaver");
        var tokens = server.tokens("leaver");
        var other = server.tokens("leaver");
        var answer = anybody().post(AUTH + "token/blacklist/", json("refresh", tokens.text("refresh")));
        assertThat(answer.expect(200).json()).isEmpty();
        me(tokens.text("access")).expect(401, "not_authenticated", null);
        refresh(tokens.text("refresh")).expect(401, "not_authenticated", null);
        me(other.text("access")).expect(200);
        anybody()
                .post(AUTH + "token/blacklist/", json("refresh", tokens.text("refresh")))
                .expect(200);
        anybody()
                .post(AUTH + "token/blacklist/", json("refresh", tokens.text("access")))
                .expect(401, "not_authenticated", null);
    }

    @Test
    void expiredTokenHasOwnCode() {
        try (var own = new TestServer()) {
            var somebody = own.somebody();
            own.clock.forward(TokenLifetimes.DEFAULT.access());
            somebody.get(AUTH + "me/").expect(401, "token_expired", null);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer x", "Basic abc", "Token abc", "bearer  ", "Bearer é"})
    void invalidTokenIsRefused(String authorization) {
        for (var path : new String[] {AUTH + "me/", "/api/v1/chat/rooms/", "/api/v1/chat/users/"}) {
            var answer = anybody().send("GET", path, null, request -> request.header("Authorization", authorization));
            assertThat(answer.expect(401, "not_authenticated", null).header("WWW-Authenticate"))
                    .contains("Bearer");
        }
    }

    @Test
    void schemeIsCaseInsensitive() {
        var somebody = somebody();
        anybody()
                .send(
                        "GET",
                        AUTH + "me",
                        null,
                        request -> request.header("Authorization", "bEARER " + somebody.token()))
                .expect(200);
        anybody().get(AUTH + "me/?token=" + somebody.token()).expect(401, "not_authenticated", null);
    }

    @Test
    void refreshTokenDoesNotAuthenticate() {
        server.somebody("mixer");
        me(server.tokens("mixer").text("refresh")).expect(401, "not_authenticated", null);
    }

    private Answer verify(String token) {
        return anybody().post(AUTH + "token/verify/", json("token", token));
    }
}
