package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.application.account.TokenLifetimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthRoutesTest extends RestTest {

    private static final String AUTH = "/api/v1/auth/";
    private static final String PASSWORD = TestServer.PASSWORD;

    private Client anybody() {
        return server.anybody();
    }

    @Test
    void signingUpAnswersTheAccount() {
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
    void withoutADisplayNameTheUserNameIsShownAndNoEMailIsNeeded() {
        var answer = anybody()
                .post(AUTH + "signup", json("username", "plain", "password", PASSWORD))
                .expect(201);
        assertThat(answer.text("display_name")).isEqualTo("plain");
        assertThat(answer.get("email").isNull()).isTrue();
    }

    @Test
    void aTakenNameIsRefusedInWhateverCase() {
        server.somebody("taken");
        anybody()
                .post(AUTH + "signup/", json("username", "TAKEN", "password", PASSWORD))
                .expectInvalid("username");
    }

    @Test
    void aWeakPasswordIsRefused() {
        for (var weak : new String[] {"", "short", "longername"}) {
            anybody()
                    .post(AUTH + "signup/", json("username", "longername", "password", weak))
                    .expectInvalid("password");
        }
    }

    @Test
    void aPasswordThatEverybodyTriesFirstOrThatIsLikeTheEMailIsRefused() {
        for (var weak : new String[] {"password1", "QWERTYUIOP", "somebody-else"}) {
            anybody()
                    .post(
                            AUTH + "signup/",
                            json("username", "weak", "password", weak, "email", "somebody-else@example.org"))
                    .expectInvalid("password");
        }
    }

    @Test
    void loggingInHandsOutTokens() {
        server.somebody("logger");
        var answer = server.tokens("logger");
        assertThat(answer.names()).containsExactly("token", "access", "refresh", "expires_in");
        assertThat(answer.text("token")).isEqualTo(answer.text("access")).isNotEqualTo(answer.text("refresh"));
        assertThat(answer.get("expires_in").longValue())
                .isEqualTo(TokenLifetimes.DEFAULT.access().toSeconds());
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @Test
    void aWrongPasswordAndAnUnknownNameReadTheSame() {
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
    void refreshingGivesANewPairOnceAndReuseEndsTheLogin() {
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
    void aRefreshWhoseAnswerWasLostMayComeAgain() {
        server.somebody("lost-answer");
        var first = server.tokens("lost-answer");
        refresh(first.text("refresh")).expect(200);
        var again = refresh(first.text("refresh")).expect(200);
        me(again.text("access")).expect(200);
        refresh(again.text("refresh")).expect(200);
    }

    @Test
    void anEmailAddressIsOnePlainAddress() {
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
    void verifyingTellsWhetherATokenIsGood() {
        server.somebody("verifier");
        var tokens = server.tokens("verifier");
        assertThat(verify(tokens.text("access")).expect(200).json()).isEmpty();
        verify(tokens.text("refresh")).expect(200);
        verify(tokens.text("access") + "x").expect(401, "not_authenticated", null);
        verify("").expect(401, "not_authenticated", null);
        verify("x".repeat(50_000)).expect(401, "not_authenticated", null);
    }

    @Test
    void loggingOutEndsTheLoginWithAllItsTokens() {
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
    void meIsWhoeverCalls() {
        var somebody = somebody();
        var answer = somebody.get(AUTH + "me/").expect(200);
        assertThat(answer.names()).containsExactly("id", "username", "display_name", "email", "is_staff");
        assertThat(answer.text("id")).isEqualTo(somebody.id());
        assertThat(answer.text("username")).isEqualTo(somebody.name());
    }

    @Test
    void whatIsNamedOfTheOwnProfileChangesAndNothingElse() {
        var somebody = somebody();
        var named = somebody.patch(AUTH + "me/", json("display_name", "Zoë Ω", "is_staff", true))
                .expect(200);
        assertThat(named.names()).containsExactly("id", "username", "display_name", "email", "is_staff");
        assertThat(named.text("display_name")).isEqualTo("Zoë Ω");
        assertThat(named.get("is_staff").booleanValue()).isFalse();
        assertThat(named.get("email").isNull()).isTrue();
        var reached = somebody.patch(AUTH + "me/", json("email", "zoe@example.org", "username", somebody.name()))
                .expect(200);
        assertThat(reached.text("display_name")).isEqualTo("Zoë Ω");
        assertThat(reached.text("email")).isEqualTo("zoe@example.org");
        assertThat(somebody.get(AUTH + "me/").body()).isEqualTo(reached.body());
        assertThat(somebody.patch(AUTH + "me/", "{}").expect(200).body()).isEqualTo(reached.body());
    }

    @Test
    void nullTakesTheDisplayNameAndTheEMailAway() {
        var somebody = somebody();
        somebody.patch(AUTH + "me/", json("display_name", "Z", "email", "z@example.org"))
                .expect(200);
        var bare = somebody.patch(AUTH + "me/", "{\"display_name\":null,\"email\":null}")
                .expect(200);
        assertThat(bare.text("display_name")).isEqualTo(somebody.name());
        assertThat(bare.get("email").isNull()).isTrue();
    }

    @Test
    void whatNoProfileCanBeIsRefusedAndTheUserNameNeverChanges() {
        var somebody = somebody();
        somebody.patch(AUTH + "me/", json("username", "another")).expectInvalid("username");
        somebody.patch(AUTH + "me/", json("display_name", "x".repeat(151))).expectInvalid("display_name");
        for (var email : new String[] {"", "nobody", "a b@example.org", "x".repeat(251) + "@x.y"}) {
            somebody.patch(AUTH + "me/", json("display_name", "changed", "email", email))
                    .expectInvalid("email");
        }
        assertThat(somebody.get(AUTH + "me/").text("display_name")).isEqualTo(somebody.name());
    }

    @Test
    void aNewDisplayNameIsReadByTheOthers() {
        var somebody = somebody();
        var room = somebody.room(true);
        var message = somebody.say(room, "hello").text("id");
        somebody.patch(AUTH + "me/", json("display_name", "Known Otherwise")).expect(200);
        var other = somebody();
        assertThat(other.get(Client.messages(room) + message + "/")
                        .get("author")
                        .get("name")
                        .textValue())
                .isEqualTo("Known Otherwise");
        assertThat(other.get("/api/v1/chat/users/?search=known%20other").results("username"))
                .containsExactly(somebody.name());
    }

    @Test
    void aNewPasswordEndsTheOtherLogins() {
        var somebody = server.somebody("changer");
        var other = server.tokens("changer");
        assertThat(change(somebody, PASSWORD, "another horse entirely")
                        .expect(204)
                        .body())
                .isEmpty();
        somebody.get(AUTH + "me/").expect(200);
        me(other.text("access")).expect(401, "not_authenticated", null);
        refresh(other.text("refresh")).expect(401, "not_authenticated", null);
        logIn("changer", PASSWORD).expect(401, "not_authenticated", null);
        logIn("changer", "another horse entirely").expect(200);
    }

    @Test
    void aNewPasswordNeedsTheOldOneAndHasToBeGood() {
        var somebody = server.somebody("keeper-of-keys");
        var other = server.tokens("keeper-of-keys");
        change(somebody, "wrong password", "another horse entirely").expectInvalid("old_password");
        change(somebody, "x".repeat(1_001), "another horse entirely").expectInvalid("old_password");
        for (var weak : new String[] {"", "short", "password1", "keeper-of-keys1", "x".repeat(1_001)}) {
            change(somebody, PASSWORD, weak).expectInvalid("new_password");
        }
        me(other.text("access")).expect(200);
        logIn("keeper-of-keys", PASSWORD).expect(200);
    }

    @Test
    void whoGivesUpTheAccountIsOutAtOnceAndTheNameIsGone() {
        var somebody = server.somebody("goner");
        var other = server.tokens("goner");
        assertThat(somebody.delete(AUTH + "me/").expect(204).body()).isEmpty();
        somebody.get(AUTH + "me/").expect(401, "not_authenticated", null);
        somebody.delete(AUTH + "me/").expect(401, "not_authenticated", null);
        me(other.text("access")).expect(401, "not_authenticated", null);
        refresh(other.text("refresh")).expect(401, "not_authenticated", null);
        assertThat(logIn("goner", PASSWORD)
                        .expect(401, "not_authenticated", null)
                        .body())
                .isEqualTo(logIn("never-there", PASSWORD).body());
        anybody()
                .post(AUTH + "signup/", json("username", "GONER", "password", PASSWORD))
                .expectInvalid("username");
        assertThat(somebody().get("/api/v1/chat/users/?search=goner").results("username"))
                .isEmpty();
    }

    @Test
    void whoGivesUpTheAccountLeavesTheGroupsAndStaysTheAuthor() {
        var somebody = server.somebody("author");
        var heir = somebody();
        var room = somebody.room(false, heir);
        var message = somebody.say(room, "hello").text("id");
        somebody.delete(AUTH + "me/").expect(204);
        assertThat(heir.get(Client.messages(room) + message + "/")
                        .get("author")
                        .get("username")
                        .textValue())
                .isEqualTo("author");
        var seen = heir.get(Client.room(room)).expect(200);
        assertThat(seen.text("role")).isEqualTo("owner");
        assertThat(seen.get("member_count").intValue()).isEqualTo(1);
    }

    @Test
    void anExpiredTokenIsCalledExpired() {
        try (var own = new TestServer()) {
            var somebody = own.somebody();
            own.clock.forward(TokenLifetimes.DEFAULT.access());
            somebody.get(AUTH + "me/").expect(401, "token_expired", null);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer x", "Basic abc", "Token abc", "bearer  ", "Bearer é"})
    void withoutAGoodTokenNothingButTheDoorAnswers(String authorization) {
        for (var path : new String[] {AUTH + "me/", "/api/v1/chat/rooms/", "/api/v1/chat/users/"}) {
            var answer = anybody().send("GET", path, null, request -> request.header("Authorization", authorization));
            assertThat(answer.expect(401, "not_authenticated", null).header("WWW-Authenticate"))
                    .contains("Bearer");
        }
    }

    @Test
    void theSchemeIsReadInAnyCase() {
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
    void aRefreshTokenOpensNothing() {
        server.somebody("mixer");
        me(server.tokens("mixer").text("refresh")).expect(401, "not_authenticated", null);
    }

    private Answer logIn(String name, String password) {
        return anybody().post(AUTH + "token/", json("username", name, "password", password));
    }

    private static Answer change(Client somebody, String old, String chosen) {
        return somebody.post(AUTH + "me/password/", json("old_password", old, "new_password", chosen));
    }

    private Answer refresh(String token) {
        return anybody().post(AUTH + "token/refresh/", json("refresh", token));
    }

    private Answer verify(String token) {
        return anybody().post(AUTH + "token/verify/", json("token", token));
    }

    private Answer me(String token) {
        return new Client(server, "", "", token).get(AUTH + "me/");
    }
}
