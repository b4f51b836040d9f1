package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.CHAT;
import static dev.confab.chat.adapter.rest.Client.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.port.InMemoryImageCodec;
import dev.confab.chat.domain.room.Image;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageRoutesTest extends RestTest {

    private static final String IMAGES = CHAT + "/images/";
    private static final byte[] CAT = InMemoryImageCodec.image(640, 480, "cat");

    private static Answer upload(Client client, String... fields) {
        return FormBody.of(fields).file("cat.png", CAT).send(client, "POST", IMAGES);
    }

    private static String loose(Client client) {
        return upload(client).expect(201).text("id");
    }

    private static String image(String id) {
        return IMAGES + id + "/";
    }

    private static Answer messages(Client client, String room) {
        return client.get(Client.messages(room)).expect(200);
    }

    // --- uploading -------------------------------------------------------------------------------------------------

    @Test
    void aLooseImageShowsAllItsFields() {
        var answer = upload(somebody()).expect(201);
        var id = answer.text("id");
        assertThat(answer.names())
                .containsExactly(
                        "id",
                        "message_id",
                        "room_id",
                        "image",
                        "thumbnail",
                        "width",
                        "height",
                        "name",
                        "size",
                        "content_type",
                        "created");
        assertThat(answer.get("message_id").isNull()).isTrue();
        assertThat(answer.get("room_id").isNull()).isTrue();
        assertThat(answer.text("image")).isEqualTo("/api/v1/chat/images/" + id + "/file/");
        assertThat(answer.text("thumbnail")).isEqualTo("/api/v1/chat/images/" + id + "/thumbnail/");
        assertThat(answer.get("width").intValue()).isEqualTo(640);
        assertThat(answer.get("height").intValue()).isEqualTo(480);
        assertThat(answer.text("name")).isEqualTo("cat.png");
        assertThat(answer.get("size").intValue()).isEqualTo(CAT.length);
        assertThat(answer.text("content_type")).isEqualTo("image/png");
    }

    @Test
    void anImageSaidInARoomIsAMessage() {
        var me = somebody();
        var room = me.room(false);
        var image = upload(me, "room_id", room).expect(201);
        var message = messages(me, room).get("results").get(0);
        assertThat(message.get("id").textValue()).isEqualTo(image.text("message_id"));
        assertThat(message.get("body").textValue()).isEmpty();
        assertThat(message.get("images")).hasSize(1);
        assertThat(message.get("images").get(0)).isEqualTo(image.json());
    }

    @Test
    void theSameFileUnderTheSameClientIdIsSaidOnce() {
        var me = somebody();
        var room = me.room(false);
        var first = upload(me, "room_id", room, "client_id", "1").expect(201);
        assertThat(upload(me, "room_id", room, "client_id", "1").expect(200).json())
                .isEqualTo(first.json());
        FormBody.of("room_id", room, "client_id", "1")
                .file("dog.png", InMemoryImageCodec.image(1, 1, "dog"))
                .send(me, "POST", IMAGES)
                .expect(409, "conflict", null);
        assertThat(messages(me, room).get("count").intValue()).isEqualTo(1);
    }

    @Test
    void aLateImageIsPutOnAMessage() {
        var me = somebody();
        var room = me.room(false);
        var message = me.say(room, "Wait").text("id");
        var image = upload(me, "message_id", message).expect(201);
        assertThat(image.text("message_id")).isEqualTo(message);
        var second = loose(me);
        me.patch(image(second), json("message_id", message, "name", "dog.png")).expect(200);
        var shown = messages(me, room).get("results").get(0).get("images");
        assertThat(shown).extracting(each -> each.get("name").textValue()).containsExactly("cat.png", "dog.png");
        me.put(image(second), json("message_id", message)).expect(200);
        me.patch(image(second), json("message_id", me.say(room, "No").text("id")))
                .expect(409, "conflict", null);
    }

    @Test
    void aMessageIsPostedWithLooseImages() {
        var me = somebody();
        var room = me.room(false);
        var ids = List.of(loose(me), loose(me));
        for (var body :
                new Object[] {json("images", ids, "client_id", "1"), json("body", "", "images", ids, "client_id", "1")
                }) {
            var answer = me.post(Client.messages(room), body);
            assertThat(answer.status()).isIn(200, 201);
            assertThat(answer.get("images"))
                    .extracting(each -> each.get("id").textValue())
                    .containsExactlyElementsOf(ids);
        }
        me.post(Client.messages(room), json("body", "again", "images", ids)).expectInvalid("images");
        me.post(Client.messages(room), json("body", " ", "images", List.of(loose(me))))
                .expectInvalid("body");
        me.post(Client.messages(room), json("images", List.of())).expectInvalid("body");
    }

    @Test
    void unattachedUploadsOfOneUserAreBounded() {
        var me = somebody();
        for (int upload = 0; upload < 100; upload++) {
            upload(me).expect(201);
        }
        upload(me).expect(413, "too_large", "image");
        upload(somebody()).expect(201);
        upload(me, "room_id", me.room(false)).expect(201);
    }

    @Test
    void whatIsNoFormIsAnotherMediaType() {
        somebody().post(IMAGES, json("room_id", "x")).expect(415, "unsupported_media_type", null);
        somebody().post(IMAGES).expect(415);
    }

    @Test
    void aFormNeedsOneFileThatIsAnImage() {
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
    void aFormIsForOnePlace() {
        var me = somebody();
        var room = me.room(false);
        var message = me.say(room, "Hi").text("id");
        upload(me, "room_id", room, "message_id", message).expectInvalid("room_id");
        upload(me, "room_id", "x").expectInvalid("room_id");
        upload(me, "message_id", "x").expectInvalid("message_id");
        upload(me, "room_id", room, "client_id", "x".repeat(65)).expectInvalid("client_id");
    }

    @Test
    void tenMegabytesAreTheMostWhetherToldBeforeOrNot() {
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
    void aBrokenFormIsRefused(String body) {
        somebody()
                .send("POST", IMAGES, body.getBytes(UTF_8), request -> request.setHeader("Content-Type", FormBody.TYPE))
                .expect(400);
    }

    @Test
    void aFormWithoutABoundaryOrOfThousandFieldsIsRefused() {
        somebody()
                .send("POST", IMAGES, new byte[] {1}, request -> request.setHeader("Content-Type", Form.TYPE))
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
    void aFileKeepsTheLastPartOfItsName(String given, String name) {
        assertThat(new FormBody()
                        .file(given, CAT)
                        .send(somebody(), "POST", IMAGES)
                        .expect(201)
                        .text("name"))
                .isEqualTo(name);
    }

    @Test
    void strangersCannotUploadIntoARoomThatIsNotTheirs() {
        var me = somebody();
        var eve = somebody();
        var room = me.room(false);
        var message = me.say(room, "Hi").text("id");
        upload(eve, "room_id", room).expect(404, "not_found", null);
        upload(eve, "message_id", message).expect(404, "not_found", null);
        upload(server.anybody()).expect(401);
        var open = me.room(true);
        upload(eve, "message_id", me.say(open, "Hi").text("id")).expect(403, "permission_denied", null);
        upload(eve, "room_id", open).expect(201);
    }

    // --- one's own -------------------------------------------------------------------------------------------------

    @Test
    void myImagesAreListedTheLatestFirstAndAreNobodyElses() {
        var me = somebody();
        var first = loose(me);
        server.clock.tick();
        var second = loose(me);
        var page = me.get(IMAGES + "?limit=1").expect(200);
        assertThat(page.results("id")).containsExactly(second);
        assertThat(me.get(page.text("next")).expect(200).results("id")).containsExactly(first);

        var eve = somebody();
        assertThat(eve.get(IMAGES).expect(200).get("count").intValue()).isZero();
        eve.get(image(first)).expect(404, "not_found", null);
        eve.patch(image(first), json("name", "x")).expect(404);
        eve.delete(image(first)).expect(404);
        eve.get(image("x")).expect(404);
    }

    @Test
    void anImageCanBeRenamed() {
        var me = somebody();
        var id = loose(me);
        assertThat(me.patch(image(id), json("name", "a/b.png")).expect(200).text("name"))
                .isEqualTo("b.png");
        assertThat(me.put(image(id), json()).expect(200).text("name")).isEqualTo("b.png");
        me.patch(image(id), json("name", "")).expectInvalid("name");
        me.patch(image(id), json("message_id", "x")).expectInvalid("message_id");
    }

    @Test
    void anImageTakenBackLeavesTheMessageOrATombstone() {
        var me = somebody();
        var room = me.room(false);
        var worded = upload(me, "message_id", me.say(room, "Wait").text("id")).text("id");
        me.delete(image(worded)).expect(204);
        assertThat(messages(me, room).get("results").get(0).get("images")).isEmpty();
        var silent = upload(me, "room_id", room).text("id");
        me.delete(image(silent)).expect(204);
        assertThat(messages(me, room).get("results").get(0).get("is_deleted").booleanValue())
                .isTrue();
        me.get(image(silent)).expect(404);
        me.get(image(silent) + "file/").expect(404);
    }

    // --- looking ---------------------------------------------------------------------------------------------------

    @Test
    void aFileIsForBrowsersAPictureAndNothingElse() {
        var me = somebody();
        var id = loose(me);
        var file = me.get(image(id) + "file/").expect(200);
        assertThat(file.body()).isEqualTo(new String(CAT, UTF_8));
        assertThat(file.header("Content-Type")).hasValue("image/png");
        assertThat(file.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(file.header("Content-Security-Policy")).hasValue("default-src 'none'; sandbox");
        assertThat(file.header("Cache-Control")).hasValue("private, max-age=31536000, immutable");
        assertThat(file.header("Content-Disposition")).hasValue("inline; filename*=UTF-8''cat.png");
        assertThat(file.header("Content-Length")).hasValue("" + CAT.length);
        assertThat(file.header("Accept-Ranges")).hasValue("bytes");
        assertThat(file.header("ETag"))
                .hasValueSatisfying(tag -> assertThat(tag).matches("\"[^\"]+\""));
        var small = me.get(image(id) + "thumbnail/").expect(200);
        assertThat(small.header("ETag")).isNotEqualTo(file.header("ETag"));
    }

    @Test
    void aNameThatSaysSomethingElseGetsTheRightEnding() {
        var me = somebody();
        var id = loose(me);
        me.patch(image(id), json("name", "ü\"; x.html")).expect(200);
        assertThat(me.get(image(id) + "file/").header("Content-Disposition"))
                .hasValue("inline; filename*=UTF-8''%C3%BC%22%3B%20x.html.png");
    }

    @Test
    void aHeadTellsAllButTheFile() {
        var me = somebody();
        var file = me.send("HEAD", image(loose(me)) + "file/", null).expect(200);
        assertThat(file.header("Content-Length")).hasValue("" + CAT.length);
        assertThat(file.header("Content-Type")).hasValue("image/png");
    }

    private static Answer get(Client client, String path, String... headers) {
        return client.send("GET", path, null, request -> request.headers(headers));
    }

    @Test
    void whoHasItAlreadyIsToldSo() {
        var me = somebody();
        var path = image(loose(me)) + "file/";
        var tag = me.get(path).header("ETag").orElseThrow();
        for (var known : List.of(tag, "W/" + tag, "\"x\", " + tag, "*")) {
            assertThat(get(me, path, "If-None-Match", known).expect(304).header("ETag"))
                    .hasValue(tag);
        }
        get(me, path, "If-None-Match", "\"x\"").expect(200);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-4, image, 0-4",
        "bytes=6-8, 640, 6-8",
        "bytes=10-, 480 cat, 10-16",
        "bytes=-3, cat, 14-16",
        "bytes=14-99, cat, 14-16",
        "bytes=-99, image 640 480 cat, 0-16"
    })
    void aPartCanBeAskedFor(String range, String text, String told) {
        var me = somebody();
        var part = get(me, image(loose(me)) + "file/", "Range", range).expect(206);
        assertThat(part.body()).isEqualTo(text);
        assertThat(part.header("Content-Range")).hasValue("bytes " + told + "/17");
        assertThat(part.header("Content-Length")).hasValue("" + text.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,3-4", "bytes=5-2", "bytes=-", "bytes", "lines=1-2", "bytes=a-b"})
    void severalPartsAndNonsenseGetTheWhole(String range) {
        var me = somebody();
        assertThat(get(me, image(loose(me)) + "file/", "Range", range)
                        .expect(200)
                        .body())
                .isEqualTo(new String(CAT, UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=17-", "bytes=99-100", "bytes=-0", "bytes=999999999999999999-"})
    void aPartBehindTheEndIsRefused(String range) {
        var me = somebody();
        var refusal = get(me, image(loose(me)) + "file/", "Range", range).expect(416, "invalid", null);
        assertThat(refusal.header("Content-Range")).hasValue("bytes */17");
        assertThat(refusal.header("Cache-Control")).hasValue("no-store");
    }

    @Test
    void aPartOfSomethingElseIsTheWhole() {
        var me = somebody();
        var path = image(loose(me)) + "file/";
        var tag = me.get(path).header("ETag").orElseThrow();
        get(me, path, "Range", "bytes=0-1", "If-Range", tag).expect(206);
        get(me, path, "Range", "bytes=0-1", "If-Range", "\"x\"").expect(200);
        get(me, path, "Range", "bytes=0-1", "If-Range", "Sat, 21 Nov 2026 00:00:00 GMT")
                .expect(200);
    }

    @Test
    void onlyWhoSeesTheRoomSeesItsImages() {
        var me = somebody();
        var bob = somebody();
        var eve = somebody();
        var room = me.room(false, bob);
        var path = image(upload(me, "room_id", room).text("id"));
        for (var rendition : List.of("file/", "thumbnail/")) {
            bob.get(path + rendition).expect(200);
            eve.get(path + rendition).expect(404, "not_found", null);
            server.anybody().get(path + rendition).expect(401);
        }
        bob.post(Client.room(room) + "leave/").expect(204);
        bob.get(path + "file/").expect(404);

        var open = me.room(true);
        var seen = image(upload(me, "room_id", open).text("id"));
        eve.get(seen + "file/").expect(200);
        eve.post(Client.room(open) + "join/").expect(200);
        me.post(Client.room(open) + "users/" + me.membership(open, eve) + "/ban/")
                .expect(200);
        eve.get(seen + "file/").expect(404);
    }

    // --- pictures of rooms -----------------------------------------------------------------------------------------

    @Test
    void aRoomIsOpenedWithAPictureInAForm() {
        var me = somebody();
        var bob = somebody();
        var eve = somebody();
        var room = FormBody.of("title", "Ünïque", "is_public", "false", "users", bob.id(), "users", eve.id())
                .file("room.png", CAT)
                .send(me, "POST", CHAT + "/rooms/")
                .expect(201);
        assertThat(room.text("title")).isEqualTo("Ünïque");
        assertThat(room.get("is_public").booleanValue()).isFalse();
        assertThat(room.get("member_count").intValue()).isEqualTo(3);
        bob.get(room.text("image")).expect(200);
        somebody().get(room.text("image")).expect(404);
    }

    @Test
    void aPictureIsReplacedAndTakenAway() {
        var me = somebody();
        var bob = somebody();
        var id = me.room(false, bob);
        var room = Client.room(id);
        var first = new FormBody()
                .file("1.png", CAT)
                .send(me, "PATCH", room)
                .expect(200)
                .text("image");
        var second = FormBody.of("title", "New")
                .file("2.png", CAT)
                .send(me, "PUT", room)
                .expect(200);
        assertThat(second.text("title")).isEqualTo("New");
        me.get(first).expect(404);
        bob.get(second.text("image")).expect(200);
        assertThat(me.patch(room, json("title", "Still")).expect(200).text("image"))
                .isEqualTo(second.text("image"));
        assertThat(me.patch(room, json("image", null)).expect(200).get("image").isNull())
                .isTrue();
        me.get(second.text("image")).expect(404);
        new FormBody().file("3.png", CAT).send(me, "PATCH", room).expect(200);
        assertThat(FormBody.of("image", "")
                        .send(me, "PATCH", room)
                        .expect(200)
                        .get("image")
                        .isNull())
                .isTrue();
    }

    @Test
    void onlyAnAdminSetsThePictureAndOnlyToAnImage() {
        var me = somebody();
        var bob = somebody();
        var room = Client.room(me.room(false, bob));
        new FormBody().file("x.png", CAT).send(bob, "PATCH", room).expect(403);
        new FormBody().file("x.png", CAT).send(somebody(), "PATCH", room).expect(404);
        new FormBody().file("x.png", new byte[] {1}).send(me, "PATCH", room).expectInvalid("image");
        FormBody.of("is_public", "maybe").send(me, "PATCH", room).expectInvalid("is_public");
        FormBody.of("title", " ").file("x.png", CAT).send(me, "PATCH", room).expectInvalid("title");
        me.patch(room, json("image", "/somewhere")).expectInvalid("image");
        assertThat(bob.get(IMAGES).get("count").intValue()).isZero();
    }
}
