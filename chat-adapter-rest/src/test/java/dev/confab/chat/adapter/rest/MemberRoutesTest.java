package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.CHAT;
import static dev.confab.chat.adapter.rest.Client.json;
import static dev.confab.chat.adapter.rest.Client.messages;
import static dev.confab.chat.adapter.rest.Client.room;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.RoomId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MemberRoutesTest extends RestTest {

    static final String[] ROOM_USER_FIELDS = {
        "id",
        "room_id",
        "user_id",
        "username",
        "name",
        "image",
        "is_me",
        "is_online",
        "is_active",
        "role",
        "joined",
        "seen_seq",
        "received_seq",
        "version"
    };

    private static String users(String room) {
        return room(room) + "users/";
    }

    @Test
    void membersAreListWithoutLimitAndPageWithOne() {
        var me = somebody();
        var friend = somebody();
        var id = me.room(true, friend);
        var list = me.get(users(id)).expect(200).json();
        assertThat(list).hasSize(2);
        assertThat(Answer.names(list.get(0))).containsExactly(ROOM_USER_FIELDS);
        assertThat(list.get(0).get("is_me").booleanValue()).isTrue();
        assertThat(list.get(0).get("role").textValue()).isEqualTo("owner");
        assertThat(list.get(0).get("room_id").textValue()).isEqualTo(id);
        assertThat(list.get(1).get("is_me").booleanValue()).isFalse();
        assertThat(list.get(1).get("username").textValue()).isEqualTo(friend.name());
        assertThat(list.get(1).get("is_active").booleanValue()).isTrue();
        var page = somebody().get(users(id) + "?limit=1").expect(200);
        assertThat(page.names()).containsExactly("count", "next", "previous", "results");
        assertThat(page.get("count").intValue()).isEqualTo(2);
        assertThat(page.results("user_id")).containsExactly(me.id());
        assertThat(me.get(page.text("next")).results("user_id")).containsExactly(friend.id());
    }

    @Test
    void namesAreThoseOfActiveMembers() {
        server.anybody()
                .post(
                        "/api/v1/auth/signup/",
                        json("username", "ada", "password", TestServer.PASSWORD, "display_name", " Ada King Lovelace"))
                .expect(201);
        var ada = new Client(server, "ada", "", server.tokens("ada").text("access"));
        var room = ada.room(false);
        var names = ada.get(users(room) + "names/").expect(200).json();
        assertThat(names).hasSize(1);
        assertThat(Answer.names(names.get(0))).containsExactly("id", "first_name", "name");
        assertThat(names.get(0).get("first_name").textValue()).isEqualTo("Ada");
        assertThat(names.get(0).get("name").textValue()).isEqualTo(" Ada King Lovelace");
    }

    @Test
    void adminAddsUsers() {
        var me = somebody();
        var first = somebody();
        var second = somebody();
        var id = me.room(false);
        var one = me.post(users(id), json("user_id", first.id())).expect(201);
        assertThat(one.names()).containsExactly(ROOM_USER_FIELDS);
        assertThat(one.text("user_id")).isEqualTo(first.id());
        me.post(users(id), json("user_id", first.id())).expect(200);
        var both = me.post(users(id), json("user_ids", List.of(first.id(), second.id())))
                .expect(201)
                .json();
        assertThat(both).hasSize(2);
        assertThat(both.get(1).get("user_id").textValue()).isEqualTo(second.id());
        me.post(users(id), json("user_ids", List.of(first.id(), second.id()))).expect(200);
        first.get(room(id)).expect(200);
    }

    @Test
    void addedUsersMustBeNamedAndKnown() {
        var me = somebody();
        var id = me.room(false);
        var unknown = UUID.randomUUID().toString();
        me.post(users(id), json()).expectInvalid("user_ids");
        me.post(users(id), json("user_ids", List.of())).expectInvalid("user_ids");
        me.post(users(id), json("user_ids", List.of(unknown))).expectInvalid("user_ids");
        me.post(users(id), json("user_id", unknown)).expectInvalid("user_id");
        me.post(users(id), json("user_id", "x")).expectInvalid("user_id");
    }

    @Test
    void memberAddsUsersOnlyIfRoomPermits() {
        var me = somebody();
        var member = somebody();
        var id = me.room(false, member);
        member.post(users(id), json("user_id", somebody().id())).expect(403, "permission_denied", null);
        me.patch(room(id), json("members_can_invite", true)).expect(200);
        member.post(users(id), json("user_id", somebody().id())).expect(201);
        somebody().post(users(id), json("user_id", somebody().id())).expect(404);
    }

    @Test
    void membersOfDirectRoomAreFixed() {
        var me = somebody();
        var id = me.put(
                        CHAT + "/rooms/direct/",
                        json("users", List.of(somebody().id())))
                .expect(201)
                .text("id");
        me.post(room(id) + "leave/").expect(400, "invalid", null);
        me.post(users(id), json("user_id", somebody().id())).expect(400, "invalid", null);
        me.delete(users(id) + me.membership(id, me)).expect(400, "invalid", null);
    }

    @Test
    void onlyOwnersChangeOwners() {
        var me = somebody();
        var admin = somebody();
        var member = somebody();
        var id = me.room(false, admin, member);
        me.patch(users(id) + me.membership(id, admin), json("role", "admin")).expect(200);
        var owners = users(id) + me.membership(id, me) + "/";
        admin.delete(owners).expect(403, "permission_denied", null);
        admin.post(owners + "ban/").expect(403, "permission_denied", null);
        admin.patch(owners, json("role", "member")).expect(403, "permission_denied", null);
        admin.patch(users(id) + me.membership(id, member), json("role", "admin"))
                .expect(403, "permission_denied", null);
        admin.delete(users(id) + me.membership(id, member)).expect(204);
        me.get(users(id) + me.membership(id, me)).expect(200);
    }

    @Test
    void lastOwnerHandsOverToLongestServingMember() {
        var me = somebody();
        var member = somebody();
        var admin = somebody();
        var id = me.room(false, member, admin);
        me.patch(users(id) + me.membership(id, admin), json("role", "admin")).expect(200);
        me.post(room(id) + "leave/").expect(204);
        assertThat(admin.get(room(id)).text("role")).isEqualTo("owner");
        assertThat(member.get(room(id)).text("role")).isEqualTo("member");
        admin.delete(users(id) + admin.membership(id, admin)).expect(204);
        assertThat(member.get(room(id)).text("role")).isEqualTo("owner");
    }

    @Test
    void membershipIsFoundOnlyInItsRoom() {
        var me = somebody();
        var id = me.room(false);
        var other = me.room(false);
        var membership = me.membership(id, me);
        var answer = me.get(users(id) + membership + "/").expect(200);
        assertThat(answer.names()).containsExactly(ROOM_USER_FIELDS);
        me.get(users(other) + membership).expect(404, "not_found", null);
        me.get(users(id) + "x/").expect(404, "not_found", null);
        somebody().get(users(id) + membership).expect(404, "not_found", null);
    }

    @Test
    void systemMemberHasNoUser() {
        var me = somebody();
        var id = me.room(false);
        var system = server.chat.messaging().postSystem(RoomId.parse(id), new Body("Welcome"));
        var answer = me.get(users(id) + system.author().membership().id()).expect(200);
        for (var empty : new String[] {"user_id", "username", "is_me", "image"}) {
            assertThat(answer.get(empty).isNull()).as(empty).isTrue();
        }
        assertThat(answer.text("name")).isEqualTo("System");
        assertThat(answer.get("is_online").booleanValue()).isFalse();
    }

    @Test
    void ownerChangesRoles() {
        var me = somebody();
        var member = somebody();
        var id = me.room(false, member);
        var path = users(id) + me.membership(id, member) + "/";
        assertThat(me.put(path, json("role", "admin")).expect(200).text("role")).isEqualTo("admin");
        assertThat(me.patch(path, json("role", "member")).expect(200).names()).containsExactly(ROOM_USER_FIELDS);
        member.patch(path, json("role", "owner")).expect(403, "permission_denied", null);
        me.patch(path, json("role", "king")).expectInvalid("role");
        me.put(path, json()).expectInvalid("role");
        var own = users(id) + me.membership(id, me);
        me.patch(own, json("role", "member")).expect(409, "conflict", null);
    }

    @Test
    void joiningAndLeaving() {
        var me = somebody();
        var owner = somebody();
        var id = owner.room(true);
        var joined = me.post(room(id) + "join/").expect(200);
        assertThat(joined.names()).containsExactly(ROOM_USER_FIELDS);
        assertThat(joined.get("is_me").booleanValue()).isTrue();
        assertThat(me.post(room(id) + "join").expect(200).text("id")).isEqualTo(joined.text("id"));
        me.post(room(id) + "leave/").expect(204);
        me.post(room(id) + "leave/").expect(403, "permission_denied", null);
        assertThat(me.get(users(id) + joined.text("id"))
                        .expect(200)
                        .get("is_active")
                        .booleanValue())
                .isFalse();
        me.post(room(owner.room(false)) + "join/").expect(404);
    }

    @Test
    void adminRemovesMembersAndMembersThemselves() {
        var me = somebody();
        var first = somebody();
        var second = somebody();
        var id = me.room(false, first, second);
        var firstPath = users(id) + me.membership(id, first) + "/";
        second.delete(firstPath).expect(403, "permission_denied", null);
        me.delete(firstPath).expect(204);
        me.delete(firstPath).expect(204);
        first.get(room(id)).expect(404);
        second.delete(users(id) + me.membership(id, second)).expect(204);
        second.get(room(id)).expect(404);
    }

    @Test
    void bannedUserCannotJoinUntilUnbanned() {
        var me = somebody();
        var troll = somebody();
        var id = me.room(true, troll);
        var path = users(id) + me.membership(id, troll) + "/";
        var banned = me.post(path + "ban/").expect(200);
        assertThat(banned.names()).containsExactly(ROOM_USER_FIELDS);
        assertThat(banned.get("is_active").booleanValue()).isFalse();
        troll.get(room(id)).expect(404);
        troll.post(room(id) + "join/").expect(404);
        troll.post(messages(id), json("body", "let me in")).expect(404);
        me.post(users(id), json("user_id", troll.id())).expect(409, "conflict", null);
        me.post(path + "unban/").expect(200);
        troll.post(room(id) + "join/").expect(200);
        me.post(path + "unban/").expect(200);
        assertThat(troll.get(room(id)).text("role")).isEqualTo("member");
        troll.post(path + "ban/").expect(403, "permission_denied", null);
    }
}
