package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.CHAT;
import static dev.confab.chat.adapter.rest.Client.room;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.port.InMemoryImageCodec;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The download of files by signed URL, without a header. */
class SignedFilesTest extends RestTest {

    private static final byte[] CAT = InMemoryImageCodec.image(640, 480, "cat");

    private Client me;
    private Client anybody;
    private String id;
    private Answer image;
    private String url;

    @BeforeEach
    void sayAnImage() {
        me = somebody();
        anybody = server.anybody();
        id = me.room(false);
        image = FormBody.of("room_id", id)
                .file("cat.png", CAT)
                .send(me, "POST", CHAT + "/images/")
                .expect(201);
        url = image.text("image");
    }

    @Test
    void signedUrlLoadsWithoutHeader() {
        anybody.get(url).expect(200);
        anybody.get(image.text("thumbnail")).expect(200);
        anybody.send("HEAD", url, null).expect(200);
        var shown =
                me.get(Client.messages(id)).get("results").get(0).get("images").get(0);
        assertThat(shown.get("image").textValue()).isEqualTo(url);
        anybody.get(shown.get("thumbnail").textValue()).expect(200);
        var picture =
                new FormBody().file("room.png", CAT).send(me, "PATCH", room(id)).expect(200);
        anybody.get(picture.text("image")).expect(200);
        anybody.get(me.get(room(id)).text("image")).expect(200);
    }

    @Test
    void signedFileIsEmbeddableAndPrivatelyCached() {
        var file = anybody.get(url).expect(200);
        assertThat(file.header("Cross-Origin-Resource-Policy")).hasValue("cross-origin");
        assertThat(file.header("Referrer-Policy")).hasValue("no-referrer");
        assertThat(file.header("Cache-Control")).hasValue("private, max-age=7200, immutable");
        var byToken = me.get(unsigned()).expect(200);
        assertThat(byToken.header("Cross-Origin-Resource-Policy")).hasValue("same-site");
    }

    @Test
    void signatureExpiresAfterOneToTwoHours() {
        server.clock.forward(Duration.ofMinutes(59));
        anybody.get(url).expect(200);
        server.clock.forward(Duration.ofMinutes(62));
        anybody.get(url).expect(401, "not_authenticated", null);
        var again = me.withToken(server.tokens(me.name()).text("access"));
        anybody.get(again.get(CHAT + "/images/" + image.text("id") + "/").text("image"))
                .expect(200);
    }

    @Test
    void signatureIsValidForOneFile() {
        var query = url.substring(url.indexOf('?'));
        anybody.get(unsigned().replace("/file/", "/thumbnail/") + query).expect(401);
        anybody.get(unsigned().replace(image.text("id"), me.image()) + query).expect(401);
        anybody.get(CHAT + "/images/" + image.text("id") + "/" + query).expect(401);
        anybody.get(room(id) + query).expect(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?signature=",
                "?expires=&signature=",
                "?expires=99999999999&signature=x",
                "?expires=x&signature=x",
                "?expires=-1&signature=x",
                "?expires=999999999999999999999&signature=x"
            })
    void forgedSignatureRevealsNothing(String query) {
        anybody.get(unsigned() + query).expect(401, "not_authenticated", null);
        anybody.get(CHAT + "/images/" + UUID.randomUUID() + "/file/" + query).expect(401, "not_authenticated", null);
    }

    @Test
    void changedExpiryInvalidatesSignature() {
        anybody.get(url.replaceFirst("expires=\\d", "expires=9")).expect(401);
        anybody.get(url.substring(0, url.length() - 1)).expect(401);
    }

    @Test
    void memberNeedsTokenAndStrangerNeedsSignature() {
        var eve = somebody();
        me.get(unsigned()).expect(200);
        me.get(unsigned() + "?signature=x&expires=1").expect(200);
        eve.get(unsigned()).expect(404);
        eve.get(url).expect(200);
        anybody.withToken("expired").get(url).expect(200);
    }

    @Test
    void deletedImageIsNotFound() {
        me.delete(CHAT + "/images/" + image.text("id") + "/").expect(204);
        anybody.get(url).expect(404, "not_found", null);
    }

    private String unsigned() {
        return url.substring(0, url.indexOf('?'));
    }
}
