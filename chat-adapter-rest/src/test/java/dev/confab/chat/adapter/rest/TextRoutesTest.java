package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Look-alike and invisible text on every route that takes text. */
class TextRoutesTest extends RestTest {

    private static final String AUTH = "/api/v1/auth/";
    private static final String CHAT = "/api/v1/chat/";
    private static final String COMPOSED = "P\u00e4sswort f\u00fcr mich";
    private static final String DECOMPOSED = "Pa\u0308sswort fu\u0308r mich";

    @Test
    void logInTakesNameAndPasswordInEitherEncoding() {
        signUp("\u00c5sa", COMPOSED).expect(201);
        signUp("A\u030asa", COMPOSED).expectInvalid("username");
        for (var name : new String[] {"\u00c5sa", "A\u030asa", "a\u030aSA"}) {
            logIn(name, COMPOSED).expect(200);
            logIn(name, DECOMPOSED).expect(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ufe0f", "\u034f", "\u3164", "\u2800", "\u17b4"})
    void nameBesideItsInvisibleTwinIsRefused(String invisible) {
        server.somebody("ann" + invisible.codePointAt(0));
        signUp("ann" + invisible.codePointAt(0) + invisible, TestServer.PASSWORD)
                .expectInvalid("username");
        signUp(invisible, TestServer.PASSWORD).expectInvalid("username");
    }

    @Test
    void nameThatLooksLikeAnotherIsTaken() {
        server.somebody("nora");
        for (var name : new String[] {"ｎｏｒａ", "nоrа", "n0ra", "..", "a/b", "system"}) {
            signUp(name, TestServer.PASSWORD).expectInvalid("username");
        }
    }

    @Test
    void roomByNameIsOneInEitherEncoding() {
        var me = server.somebody();
        var first = me.put(byName("caf\u00e9"), null).expect(201).text("id");
        assertThat(me.put(byName("cafe\u0301"), null).expect(200).text("id")).isEqualTo(first);
        assertThat(me.put(byName("ＣＡＦÉ"), null).expect(200).text("id")).isEqualTo(first);
    }

    @Test
    void searchFindsEverySpelling() {
        var viewer = server.somebody("groß");
        viewer.post(CHAT + "rooms/", json("title", "STRAẞE 5")).expect(201);
        for (var part : new String[] {"straße", "STRASSE", "strasse 5"}) {
            var found = viewer.get(CHAT + "rooms/?mine=true&search=" + encode(part));
            assertThat(found.expect(200).get("results").toString()).contains("STRAẞE 5");
        }
        assertThat(viewer.get(CHAT + "users/?search=" + encode("GROSS"))
                        .expect(200)
                        .get("count")
                        .intValue())
                .isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u200b", "\u3164", "  ", "a\r\nb", "a\u202eb", "a\u2066b", "a\u2028b", "a\ufe0fb", "a\u0007"})
    void textInOneLineIsRefusedWithItsField(String text) {
        var me = server.somebody();
        me.patch(AUTH + "me/", json("display_name", text)).expectInvalid("display_name");
        server.anybody()
                .post(
                        AUTH + "signup/",
                        json("username", "shown", "password", TestServer.PASSWORD, "display_name", text))
                .expectInvalid("display_name");
        me.post(CHAT + "rooms/", json("title", text)).expectInvalid("title");
        me.post(CHAT + "categories/", json("title", text)).expectInvalid("title");
        var room = me.post(CHAT + "rooms/", json("title", "Tea")).expect(201).text("id");
        me.patch(CHAT + "rooms/" + room + "/", json("title", text)).expectInvalid("title");
    }

    @Test
    void emojiSequencesAreAllowedAndBodiesStayAsTheyAre() {
        var me = server.somebody();
        var emoji = "👩\u200d👩\u200d👧 ❤\ufe0f 1\ufe0f\u20e3 🏴\udb40\udc67\udb40\udc62\udb40\udc7f";
        assertThat(me.patch(AUTH + "me/", json("display_name", emoji))
                        .expect(200)
                        .text("display_name"))
                .isEqualTo(emoji);
        var room = me.post(CHAT + "rooms/", json("title", emoji)).expect(201);
        assertThat(room.text("title")).isEqualTo(emoji);
        var body = "a\r\nb\u202ec\u200bd e\u0301";
        var message = me.post(CHAT + "rooms/" + room.text("id") + "/messages/", json("body", body));
        assertThat(message.expect(201).text("body")).isEqualTo(body);
    }

    private Answer signUp(String name, String password) {
        return server.anybody().post(AUTH + "signup/", json("username", name, "password", password));
    }

    private Answer logIn(String name, String password) {
        return server.anybody().post(AUTH + "token/", json("username", name, "password", password));
    }

    private static String byName(String name) {
        return CHAT + "rooms/by-name/" + encode(name) + "/";
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
