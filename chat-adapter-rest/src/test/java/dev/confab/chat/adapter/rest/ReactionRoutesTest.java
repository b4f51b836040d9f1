package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.json;
import static dev.confab.chat.adapter.rest.Client.messages;
import static dev.confab.chat.adapter.rest.Client.room;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.RoomId;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReactionRoutesTest extends RestTest {

    private Client me;
    private Client friend;
    private String id;
    private String message;

    @BeforeEach
    void saySomething() {
        me = somebody();
        friend = somebody();
        id = me.room(false, friend);
        message = me.say(id, "hello").text("id");
    }

    private Answer react(Client who, String content) {
        return who.post(messages(id), json("body", content, "parent_id", message, "is_reaction", true));
    }

    private Answer unreact(Client who, String content) {
        return who.delete(path() + "reactions/" + encode(content) + "/");
    }

    private String path() {
        return messages(id) + message + "/";
    }

    /** Encodes like a browser. */
    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private JsonNode seenBy(Client who) {
        return who.get(path()).expect(200).json();
    }

    private static String counts(JsonNode message) {
        return message.get("reaction_counts").toString();
    }

    @Test
    void reactionHasShapeOfMessage() {
        server.clock.tick();
        var answer = react(friend, "👍").expect(201);
        assertThat(answer.names()).containsExactlyElementsOf(Answer.names(seenBy(me)));
        assertThat(answer.text("id")).isNotEqualTo(message);
        assertThat(answer.text("body")).isEqualTo("👍");
        assertThat(answer.text("parent_id")).isEqualTo(message);
        assertThat(answer.get("is_reaction").booleanValue()).isTrue();
        assertThat(answer.get("seq").isNull()).isTrue();
        assertThat(answer.get("version")).isEqualTo(seenBy(me).get("version"));
        assertThat(answer.text("room_id")).isEqualTo(id);
        assertThat(answer.text("user_id")).isEqualTo(friend.id());
        assertThat(answer.text("room_user_id")).isEqualTo(me.membership(id, friend));
        assertThat(answer.get("author").get("username").textValue()).isEqualTo(friend.name());
        assertThat(answer.text("created")).isEqualTo(server.clock.instant().toString());
        assertThat(answer.get("is_me").booleanValue()).isTrue();
        for (var no : new String[] {"is_edited", "is_deleted", "is_pinned", "is_system"}) {
            assertThat(answer.get(no).booleanValue()).as(no).isFalse();
        }
        assertThat(seenBy(friend).get("reactions").get(0)).isEqualTo(answer.json());
    }

    @Test
    void reactionsAreListedAndCountedPerViewer() {
        react(friend, "👍").expect(201);
        react(me, "🎉").expect(201);
        react(me, "👍").expect(201);
        var mine = seenBy(me);
        assertThat(mine.get("reactions")).hasSize(3);
        assertThat(mine.get("reactions").findValuesAsText("body")).containsExactly("👍", "🎉", "👍");
        assertThat(mine.get("reactions").get(0).get("is_me").booleanValue()).isFalse();
        assertThat(mine.get("reactions").get(1).get("is_me").booleanValue()).isTrue();
        assertThat(counts(mine)).isEqualTo("""
                [{"content":"👍","count":2,"me":true},{"content":"🎉","count":1,"me":true}]""");
        assertThat(counts(seenBy(friend))).isEqualTo("""
                [{"content":"👍","count":2,"me":true},{"content":"🎉","count":1,"me":false}]""");
        assertThat(me.get(messages(id)).get("results").get(0)).isEqualTo(mine);
        assertThat(me.get(room(id)).get("last_message")).isEqualTo(mine);
        assertThat(me.get(messages(id)).get("count").intValue()).isOne();
    }

    @Test
    void reactionIsFoundByIdByViewersOfRoom() {
        var reaction = react(friend, "👍").expect(201);
        var address = messages(id) + reaction.text("id") + "/";
        assertThat(friend.get(address).expect(200).json()).isEqualTo(reaction.json());
        var others = me.get(address).expect(200);
        assertThat(others.get("is_reaction").booleanValue()).isTrue();
        assertThat(others.get("is_me").booleanValue()).isFalse();
        somebody().get(address).expect(404, "not_found", null);
        me.get(messages(me.room(false)) + reaction.text("id") + "/").expect(404, "not_found", null);
    }

    @Test
    void onlyAuthorRemovesReactionById() {
        var address = messages(id) + react(friend, "👍").expect(201).text("id") + "/";
        me.delete(address).expect(403, "permission_denied", null);
        somebody().delete(address).expect(404, "not_found", null);
        var before = seenBy(me).get("version").longValue();
        friend.delete(address).expect(204);
        assertThat(counts(seenBy(me))).isEqualTo("[]");
        assertThat(seenBy(me).get("version").longValue()).isEqualTo(before + 1);
        friend.delete(address).expect(404, "not_found", null);
        friend.get(address).expect(404, "not_found", null);
        var open = me.room(true, friend);
        var said = me.say(open, "hello").text("id");
        var reaction = json("body", "👍", "parent_id", said, "is_reaction", true);
        var given = messages(open) + friend.post(messages(open), reaction).text("id") + "/";
        somebody().get(given).expect(200);
        somebody().delete(given).expect(403, "permission_denied", null);
        friend.post(room(open) + "leave/").expect(204);
        friend.delete(given).expect(403, "permission_denied", null);
    }

    @Test
    void repeatedReactionReturnsFirst() {
        var first = react(friend, "👍").expect(201);
        server.clock.tick();
        assertThat(react(friend, "👍").expect(200).json()).isEqualTo(first.json());
        assertThat(counts(seenBy(me))).contains("\"count\":1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"👍🏽", "👩‍❤️‍💋‍👨", "+1", ":+1:", "100%", "a b", " ok ", "?", "#", "...", ";", "&=", "é"})
    void everyReactionCanBeRemovedByContent(String content) {
        react(friend, content).expect(201);
        react(me, content).expect(201);
        unreact(friend, content).expect(204);
        unreact(friend, content).expect(204);
        assertThat(counts(seenBy(friend))).contains("\"count\":1,\"me\":false");
        react(friend, content).expect(201);
    }

    @Test
    void invalidReactionIsRefused() {
        for (var bad : new String[] {"", " ", "a/b", "\\", ".", "..", "x".repeat(33), "a\u0000"}) {
            react(me, bad).expectInvalid("body");
        }
        react(me, "𝒳".repeat(32)).expect(201);
        me.post(messages(id), json("parent_id", message, "is_reaction", true)).expectInvalid("body");
        me.post(messages(id), json("body", "x", "is_reaction", true)).expectInvalid("parent_id");
        var elsewhere = me.say(me.room(false), "elsewhere").text("id");
        var reaction = react(me, "👍").text("id");
        for (var wrong : new String[] {elsewhere, UUID.randomUUID().toString(), reaction}) {
            me.post(messages(id), json("body", "x", "parent_id", wrong, "is_reaction", true))
                    .expectInvalid("parent_id");
        }
        assertThat(seenBy(me).get("reactions")).hasSize(2);
    }

    @Test
    void dotSegmentsInReactionPathAreNotResolved() {
        for (var way : new String[] {"..", ".", "%2E%2E", "a%2Fb", "..%2Fpin"}) {
            me.delete(path() + "reactions/" + way + "/");
        }
        me.delete(path() + "reactions/").expect(404);
        assertThat(seenBy(me).get("is_deleted").booleanValue()).isFalse();
    }

    @Test
    void tombstoneTakesNoReactions() {
        react(friend, "👍").expect(201);
        me.delete(path()).expect(204);
        react(friend, "👍").expect(409, "conflict", null);
        assertThat(seenBy(me).get("reactions")).isEmpty();
        assertThat(seenBy(me).get("reaction_counts")).isEmpty();
        unreact(friend, "👍").expect(204);
    }

    @Test
    void systemMessageTakesReactions() {
        var system = server.chat.messaging().postSystem(RoomId.parse(id), new Body("Welcome"));
        message = system.message().id().toString();
        react(friend, "👋").expect(201);
        assertThat(counts(seenBy(friend))).isEqualTo("[{\"content\":\"👋\",\"count\":1,\"me\":true}]");
        assertThat(seenBy(friend).get("is_me").isNull()).isTrue();
    }

    @Test
    void strangersReactOnlyInPublicRoomsAndJoin() {
        var stranger = somebody();
        react(stranger, "👍").expect(404, "not_found", null);
        unreact(stranger, "👍").expect(404, "not_found", null);
        id = me.room(true);
        message = me.say(id, "hello").text("id");
        unreact(stranger, "👍").expect(403, "permission_denied", null);
        react(stranger, "👍").expect(201);
        var room = stranger.get(room(id)).expect(200);
        assertThat(room.text("role")).isEqualTo("member");
        assertThat(room.get("is_muted").booleanValue()).isTrue();
        me.post(room(id) + "users/" + me.membership(id, stranger) + "/ban/").expect(200);
        react(stranger, "🎉").expect(404, "not_found", null);
        assertThat(seenBy(me).get("reactions")).hasSize(1);
    }

    @Test
    void firstHundredReactionsAreListedAndAllCounted() {
        var crowd = new ArrayList<Client>();
        for (int number = 0; number < 6; number++) {
            crowd.add(somebody());
        }
        id = me.room(false, crowd.toArray(Client[]::new));
        message = me.say(id, "hello").text("id");
        for (var one : crowd) {
            for (int number = 0; number < 20; number++) {
                react(one, "r" + number).expect(201);
            }
        }
        react(me, "another").expect(409, "conflict", null);
        assertThat(seenBy(me).get("reactions")).hasSize(100);
        var counts = seenBy(crowd.getLast()).get("reaction_counts");
        assertThat(counts).hasSize(20).allSatisfy(count -> {
            assertThat(count.get("count").intValue()).isEqualTo(6);
            assertThat(count.get("me").booleanValue()).isTrue();
        });
    }
}
