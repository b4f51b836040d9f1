package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.json;
import static dev.confab.chat.adapter.rest.Client.messages;
import static dev.confab.chat.adapter.rest.Client.room;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PinRoutesTest extends RestTest {

    private static int pins(Client who, String id) {
        return who.get(room(id)).expect(200).get("pinned_count").intValue();
    }

    @Test
    void pinnedMessageIsMarkedCountedAndFound() {
        var me = somebody();
        var id = me.room(false, somebody());
        me.say(id, "plain");
        var message = me.say(id, "rules").text("id");
        var path = messages(id) + message + "/";
        var pinned = me.post(path + "pin/").expect(201);
        assertThat(pinned.text("id")).isEqualTo(message);
        assertThat(pinned.get("is_pinned").booleanValue()).isTrue();
        assertThat(me.get(path).json()).isEqualTo(pinned.json());
        assertThat(me.post(path + "pin/").expect(200).json()).isEqualTo(pinned.json());
        assertThat(pins(me, id)).isOne();
        assertThat(me.get(messages(id) + "?pinned=true").expect(200).results("body"))
                .containsExactly("rules");
        me.delete(path + "pin/").expect(204);
        me.delete(path + "pin/").expect(204);
        assertThat(me.get(path).get("is_pinned").booleanValue()).isFalse();
        assertThat(pins(me, id)).isZero();
        assertThat(me.get(messages(id) + "?pinned=true").expect(200).results("body"))
                .isEmpty();
    }

    @Test
    void onlyAdminsPinInGroupUnlessMembersMay() {
        var owner = somebody();
        var member = somebody();
        var id = owner.room(true, member);
        var path = messages(id) + member.say(id, "mine").text("id") + "/pin/";
        member.post(path).expect(403, "permission_denied", null);
        member.delete(path).expect(403, "permission_denied", null);
        owner.patch(room(id), json("members_can_pin", true)).expect(200);
        member.post(path).expect(201);
        member.delete(path).expect(204);
        somebody().post(path).expect(403, "permission_denied", null);
    }

    @Test
    void bothMembersPinInDirectRoom() {
        var me = somebody();
        var friend = somebody();
        var id = me.put(Client.CHAT + "/rooms/direct/", json("users", List.of(friend.id())))
                .expect(201)
                .text("id");
        var path = messages(id) + me.say(id, "hello").text("id") + "/pin/";
        friend.post(path).expect(201);
        me.delete(path).expect(204);
        somebody().post(path).expect(404, "not_found", null);
    }

    @Test
    void tombstoneCannotBePinned() {
        var me = somebody();
        var id = me.room(false);
        var path = messages(id) + me.say(id, "rules").text("id") + "/";
        me.post(path + "pin/").expect(201);
        me.delete(path).expect(204);
        assertThat(me.get(path).get("is_pinned").booleanValue()).isFalse();
        assertThat(pins(me, id)).isZero();
        me.post(path + "pin/").expect(409, "conflict", null);
        me.delete(path + "pin/").expect(204);
    }

    @Test
    void messageIsPinnedOnlyInItsRoom() {
        var me = somebody();
        var message = me.say(me.room(false), "here").text("id");
        me.post(messages(me.room(false)) + message + "/pin/").expect(404, "not_found", null);
    }
}
