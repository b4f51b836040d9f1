package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.json;
import static dev.confab.chat.adapter.rest.Client.messages;
import static dev.confab.chat.adapter.rest.Client.room;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.RoomId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageRoutesTest extends RestTest {

    static final String[] MESSAGE_FIELDS = {
        "id",
        "created",
        "modified",
        "room_id",
        "room_user_id",
        "user_id",
        "author",
        "is_me",
        "is_seen_by_me",
        "seq",
        "version",
        "client_id",
        "body",
        "parent_id",
        "reply_count",
        "is_reaction",
        "reactions",
        "reaction_counts",
        "images",
        "is_edited",
        "edited",
        "is_deleted",
        "is_pinned",
        "is_system"
    };

    @Test
    void postReturnsMessage() {
        var me = somebody();
        var id = me.room(false);
        var answer = me.post(messages(id), json("body", " Hi \n", "client_id", "c-1"))
                .expect(201);
        assertThat(answer.names()).containsExactly(MESSAGE_FIELDS);
        assertThat(answer.text("body")).isEqualTo(" Hi \n");
        assertThat(answer.text("client_id")).isEqualTo("c-1");
        assertThat(answer.text("room_id")).isEqualTo(id);
        assertThat(answer.text("room_user_id")).isEqualTo(me.membership(id, me));
        assertThat(answer.text("user_id")).isEqualTo(me.id());
        assertThat(Answer.text(answer.get("author")))
                .isEqualTo(Answer.text(json("id", me.id(), "username", me.name(), "name", me.name())));
        assertThat(answer.get("seq").intValue()).isEqualTo(1);
        assertThat(answer.get("is_me").booleanValue()).isTrue();
        assertThat(answer.get("is_seen_by_me").booleanValue()).isTrue();
        assertThat(answer.get("reply_count").intValue()).isZero();
        for (var no : new String[] {"is_reaction", "is_edited", "is_deleted", "is_pinned", "is_system"}) {
            assertThat(answer.get(no).booleanValue()).as(no).isFalse();
        }
        for (var empty : new String[] {"reactions", "reaction_counts", "images"}) {
            assertThat(answer.get(empty).isArray()).as(empty).isTrue();
            assertThat(answer.get(empty)).isEmpty();
        }
        for (var none : new String[] {"parent_id", "edited"}) {
            assertThat(answer.get(none).isNull()).as(none).isTrue();
        }
        assertThat(me.get(messages(id) + answer.text("id") + "/").expect(200).body())
                .isEqualTo(answer.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "👩‍👩‍👧‍👦",
                "e\u0301 ≠ é",
                "\u202Eright to left",
                "\uFEFFx",
                "<b>&amp;</b>",
                "\t\u0001\u001F",
                "𝒳\u2028"
            })
    void textIsKeptByteForByte(String text) {
        var me = somebody();
        var id = me.room(false);
        var answer = me.say(id, text);
        assertThat(answer.text("body")).isEqualTo(text);
        assertThat(me.get(messages(id)).results("body")).containsExactly(text);
    }

    @Test
    void bodyLimitsAreChecked() {
        var me = somebody();
        var id = me.room(false);
        me.say(id, "𝒳".repeat(10_000));
        for (var body : new String[] {"", " \n\t\u3000", "x".repeat(10_001), "a\u0000b"}) {
            me.post(messages(id), json("body", body)).expectInvalid("body");
        }
        me.post(messages(id), json("body", "x", "client_id", "x".repeat(65))).expectInvalid("client_id");
        me.post(messages(id), json("body", "x", "client_id", "")).expectInvalid("client_id");
    }

    @Test
    void repeatedPostReturnsFirstMessage() {
        var me = somebody();
        var id = me.room(false);
        var first =
                me.post(messages(id), json("body", "once", "client_id", "k")).expect(201);
        var again =
                me.post(messages(id), json("body", "once", "client_id", "k")).expect(200);
        assertThat(again.body()).isEqualTo(first.body());
        me.post(messages(id), json("body", "twice", "client_id", "k")).expect(409, "conflict", null);
        assertThat(me.get(messages(id)).get("count").intValue()).isEqualTo(1);
        var other = somebody();
        var shared = me.room(false, other);
        me.post(messages(shared), json("body", "once", "client_id", "k")).expect(201);
        other.post(messages(shared), json("body", "other", "client_id", "k")).expect(201);
    }

    @Test
    void idempotencyHeaderReplacesField() {
        var me = somebody();
        var path = messages(me.room(false));
        var first = withKey(me, path, json("body", "x"), "h-1").expect(201);
        assertThat(first.text("client_id")).isEqualTo("h-1");
        withKey(me, path, json("body", "x", "client_id", "h-1"), "h-1").expect(200);
        me.post(path, json("body", "x", "client_id", "h-1")).expect(200);
        withKey(me, path, json("body", "x", "client_id", "h-2"), "h-1").expectInvalid("client_id");
        withKey(me, path, json("body", "x"), "h".repeat(65)).expectInvalid("client_id");
    }

    private static Answer withKey(Client who, String path, Object body, String key) {
        return who.send("POST", path, body, request -> request.header("Idempotency-Key", key));
    }

    @Test
    void postJoinsPublicRoomMutedOnce() {
        var me = somebody();
        var id = somebody().room(true);
        me.say(id, "hello");
        var room = me.get(room(id)).expect(200);
        assertThat(room.text("role")).isEqualTo("member");
        assertThat(room.get("is_muted").booleanValue()).isTrue();
        me.post(room(id) + "unmute/").expect(201);
        me.say(id, "again");
        assertThat(me.get(room(id)).get("is_muted").booleanValue()).isFalse();
        me.post(messages(somebody().room(false)), json("body", "hello")).expect(404, "not_found", null);
    }

    @Test
    void invalidFieldsAreNamedInOrder() {
        var me = somebody();
        var path = messages(me.room(false));
        me.post(path, json("body", "x", "images", List.of("i"))).expectInvalid("images");
        me.post(path, json("body", "x", "images", List.of(), "is_reaction", false, "unknown", 1))
                .expect(201);
    }

    @Test
    void parentMustBeInSameRoom() {
        var me = somebody();
        var id = me.room(false);
        var parent = me.say(id, "parent").text("id");
        var reply = me.post(messages(id), json("body", "reply", "parent_id", parent))
                .expect(201);
        assertThat(reply.text("parent_id")).isEqualTo(parent);
        assertThat(me.get(messages(id) + parent).get("reply_count").intValue()).isEqualTo(1);
        var elsewhere = me.say(me.room(false), "elsewhere").text("id");
        for (var wrong : new String[] {elsewhere, UUID.randomUUID().toString(), "x"}) {
            me.post(messages(id), json("body", "x", "parent_id", wrong)).expectInvalid("parent_id");
        }
    }

    @Test
    void deletedReplyIsNotCounted() {
        var me = somebody();
        var id = me.room(false);
        var parent = messages(id) + me.say(id, "parent").text("id");
        var replies = new ArrayList<String>();
        for (var body : new String[] {"one", "two"}) {
            var reply = json("body", body, "parent_id", me.get(parent).text("id"));
            replies.add(me.post(messages(id), reply).expect(201).text("id"));
        }
        long version = me.get(parent).get("version").longValue();
        me.delete(messages(id) + replies.get(0)).expect(204);
        assertThat(me.get(parent).get("reply_count").intValue()).isOne();
        assertThat(me.get(parent).get("version").longValue()).isEqualTo(version + 2);
        assertThat(me.get(messages(id) + "?parent=" + me.get(parent).text("id")).results("body"))
                .containsExactly("", "two");
        me.delete(parent).expect(204);
        assertThat(me.get(parent).get("reply_count").intValue()).isOne();
        me.post(messages(id), json("body", "why?", "parent_id", me.get(parent).text("id")))
                .expect(201);
        assertThat(me.get(parent).get("reply_count").intValue()).isEqualTo(2);
    }

    @Test
    void repeatIsRecognizedAfterEditAndDeletion() {
        var me = somebody();
        var id = me.room(false);
        var parent = me.say(id, "parent").text("id");
        var sent = json("body", "once", "client_id", "k", "parent_id", parent);
        var path = messages(id) + me.post(messages(id), sent).expect(201).text("id");
        me.post(messages(id), json("body", "once", "client_id", "k")).expect(409, "conflict", null);
        me.patch(path, json("body", "changed")).expect(200);
        assertThat(me.post(messages(id), sent).expect(200).text("body")).isEqualTo("changed");
        me.post(messages(id), json("body", "changed", "client_id", "k", "parent_id", parent))
                .expect(409, "conflict", null);
        me.delete(path).expect(204);
        assertThat(me.post(messages(id), sent).expect(200).get("is_deleted").booleanValue())
                .isTrue();
        assertThat(me.get(messages(id)).get("count").intValue()).isEqualTo(2);
    }

    @Test
    void messageIsFoundOnlyInItsRoom() {
        var me = somebody();
        var id = me.room(false);
        var message = me.say(id, "x").text("id");
        me.get(messages(me.room(false)) + message).expect(404, "not_found", null);
        me.get(messages(id) + "x").expect(404, "not_found", null);
        somebody().get(messages(id) + message).expect(404, "not_found", null);
        me.delete(messages(id) + UUID.randomUUID()).expect(404, "not_found", null);
    }

    @Test
    void systemMessageHasNoUser() {
        var me = somebody();
        var id = me.room(false);
        server.chat.messaging().postSystem(RoomId.parse(id), new Body("Welcome"));
        var message = me.get(messages(id)).expect(200).get("results").get(0);
        assertThat(Answer.names(message)).containsExactly(MESSAGE_FIELDS);
        assertThat(message.get("is_system").booleanValue()).isTrue();
        for (var none : new String[] {"user_id", "is_me", "client_id"}) {
            assertThat(message.get(none).isNull()).as(none).isTrue();
        }
        assertThat(Answer.text(message.get("author"))).isEqualTo("{\"id\":null,\"username\":null,\"name\":\"System\"}");
        me.patch(messages(id) + message.get("id").textValue(), json("body", "x"))
                .expect(403);
        me.post(room(id) + "system-messages/", json("body", "x")).expect(403);
    }
}
