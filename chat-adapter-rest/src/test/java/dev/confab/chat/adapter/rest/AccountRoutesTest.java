package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.AuthRoutesTest.PASSWORD;
import static dev.confab.chat.adapter.rest.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The routes for the caller's own account. */
class AccountRoutesTest extends AuthTest {

    @Test
    void meReturnsTheCaller() {
        var somebody = somebody();
        var answer = somebody.get(AUTH + "me/").expect(200);
        assertThat(answer.names()).containsExactly("id", "username", "display_name", "email", "is_staff");
        assertThat(answer.text("id")).isEqualTo(somebody.id());
        assertThat(answer.text("username")).isEqualTo(somebody.name());
    }

    @Test
    void profilePatchChangesOnlyPresentFields() {
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
    void nullClearsDisplayNameAndEmail() {
        var somebody = somebody();
        somebody.patch(AUTH + "me/", json("display_name", "Z", "email", "z@example.org"))
                .expect(200);
        var bare = somebody.patch(AUTH + "me/", "{\"display_name\":null,\"email\":null}")
                .expect(200);
        assertThat(bare.text("display_name")).isEqualTo(somebody.name());
        assertThat(bare.get("email").isNull()).isTrue();
    }

    @Test
    void invalidProfileAndNewUserNameAreRefused() {
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
    void newDisplayNameIsVisibleToOthers() {
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
    void newPasswordEndsOtherLogins() {
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
    void passwordChangeNeedsOldPasswordAndStrongNewOne() {
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
    void deactivatedUserIsLoggedOutAndNameStaysTaken() {
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
    void deactivatedUserLeavesGroupsAndRemainsAuthor() {
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

    private Answer logIn(String name, String password) {
        return anybody().post(AUTH + "token/", json("username", name, "password", password));
    }

    private static Answer change(Client somebody, String old, String chosen) {
        return somebody.post(AUTH + "me/password/", json("old_password", old, "new_password", chosen));
    }
}
