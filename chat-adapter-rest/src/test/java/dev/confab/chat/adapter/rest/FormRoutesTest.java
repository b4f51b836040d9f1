package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.CHAT;
import static dev.confab.chat.adapter.rest.Client.json;
import static dev.confab.chat.adapter.rest.Client.messages;
import static dev.confab.chat.adapter.rest.Client.room;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** The meaning of form fields. {@link ContractTest} shows that every operation takes forms. */
class FormRoutesTest extends RestTest {

    private static final String ROOMS = CHAT + "/rooms/";
    private static final String URL_ENCODED = "application/x-www-form-urlencoded";

    private static Answer send(Client client, String method, String path, String form) {
        return sendBytes(client, method, path, form.getBytes(UTF_8));
    }

    private static Answer sendBytes(Client client, String method, String path, byte[] form) {
        return client.send(method, path, form, request -> request.setHeader("Content-Type", URL_ENCODED));
    }

    @ParameterizedTest
    @CsvSource({
        "true,true",
        "TRUE,true",
        "1,true",
        "on,true",
        "On,true",
        "false,false",
        "0,false",
        "off,false",
        "OFF,false"
    })
    void flagHasSeveralSpellings(String text, boolean flag) {
        var me = somebody();
        var room = send(me, "POST", ROOMS, "title=x&is_public=" + text).expect(201);
        assertThat(room.get("is_public").booleanValue()).isEqualTo(flag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yes", "2", "null", "tru", "true "})
    void invalidFlagIsRefused(String text) {
        send(somebody(), "POST", ROOMS, "title=x&is_public=" + text).expectInvalid("is_public");
    }

    @ParameterizedTest
    @EnumSource(value = Encoding.class, names = "JSON", mode = Mode.EXCLUDE)
    void listIsRepeatedField(Encoding encoding) {
        var me = somebody();
        var bob = somebody();
        var eve = somebody();
        for (var name : new String[] {"users", "users[]"}) {
            var body = json("title", "Tea", name, List.of(bob.id(), eve.id()));
            var room = me.writing(encoding).post(ROOMS, body).expect(201);
            assertThat(room.get("users")).extracting(JsonNode::textValue).contains(bob.id(), eve.id());
        }
    }

    @Test
    void singleValueIsListAndEmptyValueIsEmptyList() {
        var me = somebody();
        var bob = somebody();
        assertThat(send(me, "PUT", ROOMS + "direct/", "users=" + bob.id())
                        .expect(201)
                        .text("kind"))
                .isEqualTo("direct");
        assertThat(send(me, "PUT", ROOMS + "direct/", "users=").expect(201).text("kind"))
                .isEqualTo("self");
        send(me, "PUT", ROOMS + "direct/", "").expectInvalid("users");
        send(me, "PUT", ROOMS + "direct/", "users=x").expectInvalid("users");
    }

    @Test
    void emptyValueOfNullableFieldIsNull() {
        var me = somebody();
        var id = me.room(false);
        var plain =
                send(me, "POST", messages(id), "body=x&parent_id=&client_id=").expect(201);
        assertThat(plain.get("parent_id").isNull()).isTrue();
        assertThat(plain.get("client_id").isNull()).isTrue();
        send(me, "POST", messages(id), "body=").expectInvalid("body");
        var unnamed = send(me, "PATCH", room(id), "title=").expect(200);
        assertThat(unnamed.text("title")).isEqualTo(me.name());
        send(me, "PATCH", room(id), "description=Leaves").expect(200);
        assertThat(send(me, "PATCH", room(id), "description=").expect(200).text("description"))
                .isEmpty();
        send(me, "POST", room(id) + "mute/", "until=").expect(201);
        assertThat(me.get(room(id)).get("muted_until").isNull()).isTrue();
    }

    @Test
    void wholeNumbersAreDigits() {
        var me = somebody();
        var invites = room(me.room(false)) + "invites/";
        send(me, "POST", invites, "expires_in=60").expect(201);
        send(me, "POST", invites, "expires_in=").expect(201);
        for (var wrong : new String[] {"1.5", "x", "1e3", "99999999999999999999"}) {
            send(me, "POST", invites, "expires_in=" + wrong).expectInvalid("expires_in");
        }
    }

    @Test
    void textIsKeptUnchanged() {
        var me = somebody();
        var id = me.room(false);
        var escaped = send(me, "POST", messages(id), "body=a+%2B%26%3D+%F0%9F%90%88%0A")
                .expect(201);
        assertThat(escaped.text("body")).isEqualTo("a +&= 🐈\n");
        assertThat(send(me, "POST", messages(id), "body=bare é=1").expect(201).text("body"))
                .isEqualTo("bare é=1");
    }

    @Test
    void malformedTextIsRefusedWithField() {
        var me = somebody();
        var path = messages(me.room(false));
        send(me, "POST", path, "body=%C3%28").expectInvalid("body");
        send(me, "POST", path, "body=%4").expectInvalid("body");
        send(me, "POST", path, "body=%00").expectInvalid("body");
        sendBytes(me, "POST", path, "body=\u00e9".getBytes(ISO_8859_1)).expectInvalid(null);
    }

    @Test
    void tooManyFieldsAndTooLongFormsAreRefused() {
        var me = somebody();
        var path = messages(me.room(false));
        var many = IntStream.range(0, 1_200).mapToObj(i -> "f" + i + "=").collect(Collectors.joining("&"));
        send(me, "POST", path, many).expectInvalid(null);
        var parts = new FormBody();
        IntStream.range(0, 1_200).forEach(i -> parts.field("f" + i, ""));
        assertThat(parts.send(me, "POST", path).status()).isIn(400, 413);
        send(me, "POST", path, "body=" + "x".repeat(TestServer.MAX_BODY)).expect(413, "too_large", null);
        FormBody.of("body", "x".repeat(TestServer.MAX_BODY))
                .send(me, "POST", path)
                .expect(413, "too_large", null);
        new FormBody()
                .field("body", "x")
                .file("x.png", new byte[TestServer.MAX_BODY])
                .send(me, "POST", path)
                .expect(413, "too_large", null);
    }

    @Test
    void listMayHaveThousandItems() {
        var me = somebody();
        var path = messages(me.room(false)) + "seen/";
        var ids = IntStream.range(0, 1_000).mapToObj(i -> "message_ids=" + i).collect(Collectors.joining("&"));
        send(me, "POST", path, ids).expect(201);
    }

    @ParameterizedTest
    @EnumSource(value = Encoding.class, names = "JSON", mode = Mode.EXCLUDE)
    void optionalBodyMayBeEmptyForm(Encoding encoding) {
        var me = somebody();
        var path = room(me.room(true)) + "mute/";
        me.send("POST", path, new byte[0], request -> request.setHeader("Content-Type", encoding.type))
                .expect(201);
        me.writing(encoding).post(path, json("until", "soon")).expectInvalid("until");
    }
}
