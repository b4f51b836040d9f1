package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.CHAT;
import static dev.confab.chat.adapter.rest.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.user.UserId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UserRoutesTest extends RestTest {

    private static final String USERS = CHAT + "/users/";

    @Test
    void directoryShowsUsersWithoutEmail() {
        server.anybody()
                .post(
                        "/api/v1/auth/signup/",
                        json("username", "hidden", "password", TestServer.PASSWORD, "email", "hidden@example.org"))
                .expect(201);
        var answer = somebody().get(USERS + "?search=HIDD").expect(200);
        assertThat(answer.names()).containsExactly("count", "next", "previous", "results");
        assertThat(answer.get("count").intValue()).isEqualTo(1);
        var user = answer.get("results").get(0);
        assertThat(Answer.names(user)).containsExactly("id", "username", "display_name", "is_online", "avatar");
        assertThat(user.get("username").textValue()).isEqualTo("hidden");
        assertThat(user.get("avatar").isNull()).isTrue();
        assertThat(answer.body()).doesNotContain("@");
    }

    @Test
    void directoryShowsWhoIsOnline() {
        var somebody = server.somebody("onliner");
        assertThat(isOnline(somebody)).isFalse();
        server.chat.presence().connected(UserId.parse(somebody.id()), UUID.randomUUID());
        assertThat(isOnline(somebody)).isTrue();
    }

    private static boolean isOnline(Client somebody) {
        return somebody.get(USERS + "?search=onliner")
                .get("results")
                .get(0)
                .get("is_online")
                .booleanValue();
    }

    private void shown(String username, String displayName) {
        server.somebody(username)
                .patch("/api/v1/auth/me/", Client.json("display_name", displayName))
                .expect(200);
    }

    @Test
    void searchIsLiteralInEveryScript() {
        shown("beetle", "100%_Жук");
        var somebody = somebody();
        for (var search : new String[] {"100%25_", "%D0%B6%D1%83%D0%BA", "%25_%D0%96"}) {
            assertThat(somebody.get(USERS + "?search=" + search).expect(200).results("username"))
                    .containsExactly("beetle");
        }
        assertThat(somebody.get(USERS + "?search=100_").results("username")).isEmpty();
    }

    @Test
    void linksKeepOtherParameters() {
        for (var name : new String[] {"pager.a", "pager.b", "pager.c", "pager.d", "pager.e"}) {
            shown(name, name.replace('.', '+'));
        }
        var somebody = somebody();
        var first = somebody.get(USERS + "?search=pager%2B&limit=2&x=%26%3D").expect(200);
        assertThat(first.get("count").intValue()).isEqualTo(5);
        assertThat(first.results("username")).containsExactly("pager.a", "pager.b");
        assertThat(first.get("previous").isNull()).isTrue();
        assertThat(first.text("next"))
                .isEqualTo(server.address() + USERS + "?search=pager%2B&limit=2&x=%26%3D&offset=2");
        var second = somebody.get(first.text("next")).expect(200);
        assertThat(second.results("username")).containsExactly("pager.c", "pager.d");
        var third = somebody.get(second.text("next")).expect(200);
        assertThat(third.results("username")).containsExactly("pager.e");
        assertThat(third.get("next").isNull()).isTrue();
        assertThat(somebody.get(third.text("previous")).body()).isEqualTo(second.body());
        assertThat(somebody.get(second.text("previous")).results("username")).isEqualTo(first.results("username"));
    }

    @Test
    void pageLimitsAreChecked() {
        var somebody = somebody();
        for (var limit : new String[] {"200", "201", "100000", "99999999999999999999999999"}) {
            somebody.get(USERS + "?limit=" + limit).expect(200);
        }
        assertThat(somebody.get(USERS + "?offset=99999999999999999999999999")
                        .expect(200)
                        .results("id"))
                .isEmpty();
        for (var limit : new String[] {"0", "-1", "", "x", "1.5", "1e3", "%2B5", "%D9%A3", "0x10", "null"}) {
            somebody.get(USERS + "?limit=" + limit).expectInvalid("limit");
        }
        for (var offset : new String[] {"-1", "", "x", "1.5"}) {
            somebody.get(USERS + "?offset=" + offset).expectInvalid("offset");
        }
    }

    @Test
    void malformedSearchIsRefused() {
        var somebody = somebody();
        somebody.get(USERS + "?search=%00").expectInvalid("search");
        somebody.get(USERS + "?search=" + "x".repeat(600)).expectInvalid("search");
    }
}
