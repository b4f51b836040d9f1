package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.json;
import static dev.confab.chat.adapter.rest.Client.messages;
import static dev.confab.chat.adapter.rest.Client.room;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReceiptRoutesTest extends RestTest {

    @Test
    void markSeenReturnsSeenMessagesOfOthers() {
        var me = somebody();
        var friend = somebody();
        var id = me.room(false, friend);
        var first = friend.say(id, "one").text("id");
        var second = friend.say(id, "two").text("id");
        friend.say(id, "three");
        var foreign = me.say(me.room(false), "elsewhere").text("id");
        var answer = me.post(
                        messages(id) + "seen/",
                        json(
                                "message_ids",
                                List.of(
                                        first,
                                        second,
                                        foreign,
                                        UUID.randomUUID().toString())))
                .expect(201);
        assertThat(answer.names()).containsExactly("message_ids");
        assertThat(answer.get("message_ids")).hasSize(2);
        assertThat(me.get(room(id)).get("seen_seq").intValue()).isEqualTo(2);
        assertThat(me.get(room(id)).get("message_new_count").intValue()).isEqualTo(1);
        assertThat(me.get(messages(id)).results("is_seen_by_me")).containsExactly("false", "true", "true");
    }

    @Test
    void receivedMessageIsNotSeen() {
        var me = somebody();
        var friend = somebody();
        var id = me.room(false, friend);
        var message = friend.say(id, "one").text("id");
        var answer = me.post(messages(id) + "received", json("message_ids", List.of(message)))
                .expect(201);
        assertThat(answer.get("message_ids").get(0).textValue()).isEqualTo(message);
        assertThat(me.get(room(id)).get("received_seq").intValue()).isEqualTo(1);
        assertThat(me.get(room(id)).get("seen_seq").intValue()).isZero();
    }

    @Test
    void unknownMessageIdsAreSkipped() {
        var me = somebody();
        var friend = somebody();
        var id = me.room(false, friend);
        var message = friend.say(id, "one").text("id");
        var reaction = friend.post(messages(id), json("body", "x", "parent_id", message, "is_reaction", true))
                .text("id");
        var ids = new ArrayList<Object>(List.of("999", 999, 1.5, true, List.of(message), json("id", message), ""));
        ids.addAll(List.of(reaction, id, "x".repeat(10_000), "\ud800", "\u0000", message + "x", message));
        ids.add(null);
        for (var call : List.of("received/", "seen/")) {
            var answer = me.post(messages(id) + call, json("message_ids", ids)).expect(201);
            assertThat(answer.get("message_ids")).hasSize(1);
            assertThat(answer.get("message_ids").get(0).textValue()).isEqualTo(message);
        }
        assertThat(me.get(room(id)).get("seen_seq").intValue()).isEqualTo(1);
    }

    @Test
    void invalidIdListIsRefused() {
        var me = somebody();
        var path = messages(me.room(false)) + "seen/";
        assertThat(me.post(path, json("message_ids", List.of())).expect(201).get("message_ids"))
                .isEmpty();
        me.post(path, json()).expectInvalid("message_ids");
        for (var wrong : new Object[] {"x", 1, true, json()}) {
            me.post(path, json("message_ids", wrong)).expectInvalid("message_ids");
        }
        var many =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(201).toList();
        me.post(path, json("message_ids", many)).expectInvalid("message_ids");
    }

    @Test
    void messageOfOtherRoomMovesNoWatermark() {
        var me = somebody();
        var friend = somebody();
        var id = me.room(false, friend);
        friend.say(id, "one");
        friend.say(id, "two");
        var other = me.room(false, friend);
        friend.say(other, "one");
        var later = friend.say(other, "two").text("id");
        var answer = me.post(messages(id) + "seen/", json("message_ids", List.of(later)))
                .expect(201);
        assertThat(answer.get("message_ids")).isEmpty();
        assertThat(me.get(room(id)).get("seen_seq").intValue()).isZero();
        assertThat(me.get(room(other)).get("seen_seq").intValue()).isZero();
    }

    @Test
    void watermarksNeverFallAndSeenIncludesReceived() {
        var me = somebody();
        var friend = somebody();
        var id = me.room(false, friend);
        var first = friend.say(id, "one").text("id");
        var second = friend.say(id, "two").text("id");
        me.post(messages(id) + "seen/", json("message_ids", List.of(second))).expect(201);
        me.post(messages(id) + "seen/", json("message_ids", List.of(first))).expect(201);
        me.post(messages(id) + "received/", json("message_ids", List.of(first))).expect(201);
        var now = me.get(room(id)).expect(200);
        assertThat(now.get("seen_seq").intValue()).isEqualTo(2);
        assertThat(now.get("received_seq").intValue()).isEqualTo(2);
        assertThat(now.get("message_new_count").intValue()).isZero();
    }

    @Test
    void receiptsAreThoseOfOtherActiveMembers() {
        var me = somebody();
        var gone = somebody();
        var id = me.room(false, gone, somebody());
        var message = me.say(id, "x").text("id");
        gone.post(messages(id) + "seen/", json("message_ids", List.of(message))).expect(201);
        assertThat(me.get(messages(id) + message + "/receipts/").results("user_id"))
                .containsExactly(gone.id());
        gone.post(room(id) + "leave/").expect(204);
        assertThat(me.get(messages(id) + message + "/receipts/").results("user_id"))
                .isEmpty();
    }

    @Test
    void onlyMembersMarkSeen() {
        var owner = somebody();
        var open = owner.room(true);
        var message = owner.say(open, "x").text("id");
        somebody()
                .post(messages(open) + "seen/", json("message_ids", List.of(message)))
                .expect(403, "permission_denied", null);
        somebody()
                .post(messages(owner.room(false)) + "received/", json("message_ids", List.of(message)))
                .expect(404, "not_found", null);
    }

    @Test
    void receiptsHaveMembersAndTimes() {
        var me = somebody();
        var reader = somebody();
        var receiver = somebody();
        var id = me.room(false, reader, receiver, somebody());
        var message = me.say(id, "x").text("id");
        server.clock.forward(Duration.ofSeconds(1));
        var receivedAt = server.clock.instant().toString();
        receiver.post(messages(id) + "received/", json("message_ids", List.of(message)));
        server.clock.forward(Duration.ofSeconds(1));
        var seenAt = server.clock.instant().toString();
        reader.post(messages(id) + "seen/", json("message_ids", List.of(message)));
        var answer = me.get(messages(id) + message + "/receipts/").expect(200);
        assertThat(answer.names()).containsExactly("count", "next", "previous", "results");
        assertThat(answer.results("user_id")).containsExactly(reader.id(), receiver.id());
        var first = answer.get("results").get(0);
        assertThat(Answer.names(first)).containsExactly("room_user_id", "user_id", "name", "received_at", "seen_at");
        assertThat(first.get("received_at").textValue()).isEqualTo(seenAt);
        assertThat(first.get("seen_at").textValue()).isEqualTo(seenAt);
        assertThat(first.get("room_user_id").textValue()).isEqualTo(me.membership(id, reader));
        var second = answer.get("results").get(1);
        assertThat(second.get("received_at").textValue()).isEqualTo(receivedAt);
        assertThat(second.get("seen_at").isNull()).isTrue();
        var page = me.get(messages(id) + message + "/receipts?limit=1").expect(200);
        assertThat(me.get(page.text("next")).results("user_id")).containsExactly(receiver.id());
        somebody().get(messages(id) + message + "/receipts").expect(404);
        me.get(messages(id) + UUID.randomUUID() + "/receipts").expect(404);
    }
}
