package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.CHAT;
import static dev.confab.chat.adapter.rest.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.port.InMemoryImageCodec;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageRoutesTest extends RestTest {

    static final String IMAGES = CHAT + "/images/";

    static final byte[] CAT = InMemoryImageCodec.image(640, 480, "cat");

    static Answer upload(Client client, String... fields) {
        return FormBody.of(fields).file("cat.png", CAT).send(client, "POST", IMAGES);
    }

    static String loose(Client client) {
        return upload(client).expect(201).text("id");
    }

    static String image(String id) {
        return IMAGES + id + "/";
    }

    private static String unsigned(String url) {
        return url.replaceFirst("\\?.*", "");
    }

    private static Answer messages(Client client, String room) {
        return client.get(Client.messages(room)).expect(200);
    }

    @Test
    void unattachedImageHasAllFields() {
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
        assertThat(answer.text("image")).startsWith(server.address() + image(id) + "file/?");
        assertThat(answer.text("thumbnail")).startsWith(server.address() + image(id) + "thumbnail/?");
        assertThat(answer.get("width").intValue()).isEqualTo(640);
        assertThat(answer.get("height").intValue()).isEqualTo(480);
        assertThat(answer.text("name")).isEqualTo("cat.png");
        assertThat(answer.get("size").intValue()).isEqualTo(CAT.length);
        assertThat(answer.text("content_type")).isEqualTo("image/png");
    }

    @Test
    void imagePostedInRoomIsMessage() {
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
    void repeatedUploadIsPostedOnce() {
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
    void imageIsAttachedToMessage() {
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
    void messageIsPostedWithUnattachedImages() {
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
    void ownImagesAreListedLatestFirst() {
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
    void imageIsRenamed() {
        var me = somebody();
        var id = loose(me);
        assertThat(me.patch(image(id), json("name", "a/b.png")).expect(200).text("name"))
                .isEqualTo("b.png");
        assertThat(me.put(image(id), json()).expect(200).text("name")).isEqualTo("b.png");
        assertThat(FormBody.of("name", "c.png")
                        .send(me, "PATCH", image(id))
                        .expect(200)
                        .text("name"))
                .isEqualTo("c.png");
        new FormBody().file("d.png", CAT).send(me, "PUT", image(id)).expectInvalid("image");
        me.patch(image(id), json("name", "")).expectInvalid("name");
        me.patch(image(id), json("message_id", "x")).expectInvalid("message_id");
    }

    @Test
    void deletedImageLeavesMessageOrTombstone() {
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

    static Answer get(Client client, String path, String... headers) {
        return client.send("GET", path, null, request -> request.headers(headers));
    }

    @Test
    void roomIsCreatedWithImage() {
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
        bob.get(unsigned(room.text("image"))).expect(200);
        somebody().get(unsigned(room.text("image"))).expect(404);
    }

    @Test
    void roomImageIsReplacedAndRemoved() {
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
    void onlyAdminsSetRoomImage() {
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
