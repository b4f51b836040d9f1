package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.json;
import static dev.confab.chat.adapter.rest.ImageRoutesTest.CAT;
import static dev.confab.chat.adapter.rest.ImageRoutesTest.IMAGES;
import static dev.confab.chat.adapter.rest.ImageRoutesTest.upload;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.room.Image;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The multipart forms by which images are uploaded, and the limits of uploads. */
class ImageUploadTest extends RestTest {

    @Test
    void unattachedUploadsPerUserAreLimited() {
        var me = somebody();
        for (int upload = 0; upload < 100; upload++) {
            upload(me).expect(201);
        }
        upload(me).expect(413, "too_large", "image");
        upload(somebody()).expect(201);
        upload(me, "room_id", me.room(false)).expect(201);
    }

    @Test
    void bodyThatIsNoFormIs415() {
        somebody().post(IMAGES, json("room_id", "x")).expect(415, "unsupported_media_type", null);
        somebody().post(IMAGES).expect(415);
    }

    @Test
    void formNeedsExactlyOneImage() {
        var me = somebody();
        FormBody.of("room_id", me.room(false)).send(me, "POST", IMAGES).expectInvalid("image");
        FormBody.of("image", "text").send(me, "POST", IMAGES).expectInvalid("image");
        FormBody.of().file("x.png", new byte[0]).send(me, "POST", IMAGES).expectInvalid("image");
        FormBody.of().file("", new byte[0]).send(me, "POST", IMAGES).expectInvalid("image");
        FormBody.of().file("x.png", new byte[] {1}).send(me, "POST", IMAGES).expectInvalid("image");
        FormBody.of()
                .file("a.png", CAT)
                .file("b.png", CAT)
                .send(me, "POST", IMAGES)
                .expectInvalid("image");
    }

    @Test
    void roomAndMessageCannotBeCombined() {
        var me = somebody();
        var room = me.room(false);
        var message = me.say(room, "Hi").text("id");
        upload(me, "room_id", room, "message_id", message).expectInvalid("room_id");
        upload(me, "room_id", "x").expectInvalid("room_id");
        upload(me, "message_id", "x").expectInvalid("message_id");
        upload(me, "room_id", room, "client_id", "x".repeat(65)).expectInvalid("client_id");
    }

    @Test
    void fileAboveTenMegabytesIsRefused() {
        var me = somebody();
        var big = new byte[Image.MAX_BYTES + 1];
        FormBody.of().file("big.png", big).send(me, "POST", IMAGES).expect(413, "too_large", "image");
        var body = FormBody.of().file("big.png", new byte[11 << 20]).bytes();
        me.send(
                        "POST",
                        IMAGES,
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)),
                        request -> request.setHeader("Content-Type", FormBody.TYPE))
                .expect(413, "too_large", "image");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "----dividing-line",
                "----dividing-line\r\n\r\nx",
                "----dividing-line\r\nContent-Disposition: form-data\r\n\r\nx\r\n----dividing-line--\r\n",
                "----dividing-line\r\nContent-Disposition: form-data; name=\"image\"; filename=\"x\"\r\n\r\nx",
                "nothing of the sort"
            })
    void malformedFormIsRefused(String body) {
        somebody()
                .send("POST", IMAGES, body.getBytes(UTF_8), request -> request.setHeader("Content-Type", FormBody.TYPE))
                .expect(400);
    }

    @Test
    void formWithoutBoundaryOrWithTooManyFieldsIsRefused() {
        somebody()
                .send(
                        "POST",
                        IMAGES,
                        new byte[] {1},
                        request -> request.setHeader("Content-Type", FormParser.MULTIPART))
                .expect(400);
        var form = new FormBody().file("cat.png", CAT);
        for (int field = 0; field < 1_100; field++) {
            form.field("f" + field, "x");
        }
        form.send(somebody(), "POST", IMAGES).expect(400);
    }

    @ParameterizedTest
    @CsvSource({
        "кот 🐈.png, кот 🐈.png",
        "../../secret.png, secret.png",
        "C:\\cat.png, cat.png",
    })
    void fileKeepsLastPartOfName(String given, String name) {
        assertThat(new FormBody()
                        .file(given, CAT)
                        .send(somebody(), "POST", IMAGES)
                        .expect(201)
                        .text("name"))
                .isEqualTo(name);
    }

    @Test
    void strangersCannotUploadIntoPrivateRoom() {
        var me = somebody();
        var eve = somebody();
        var room = me.room(false);
        var message = me.say(room, "Hi").text("id");
        upload(eve, "room_id", room).expect(404, "not_found", null);
        upload(eve, "message_id", message).expect(404, "not_found", null);
        upload(server.anybody()).expect(401);
        var bob = somebody();
        var open = me.room(true, bob);
        for (var other : List.of(eve, bob)) {
            upload(other, "message_id", me.say(open, "Hi").text("id")).expectInvalid("message_id");
        }
        var own = bob.say(open, "Mine").text("id");
        bob.post(Client.room(open) + "leave/").expect(204);
        upload(bob, "message_id", own).expect(403, "permission_denied", null);
        upload(eve, "room_id", open).expect(201);
    }
}
