package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.CHAT;
import static dev.confab.chat.adapter.rest.Client.json;
import static dev.confab.chat.adapter.rest.Client.room;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Changes of the members of a room through its field {@code users}. */
class RoomUsersTest extends RestTest {

    private Client me;
    private Client bob;
    private Client cem;
    private Client dan;
    private String id;

    @BeforeEach
    void openARoom() {
        me = somebody();
        bob = somebody();
        cem = somebody();
        dan = somebody();
        id = me.room(false, bob, cem);
    }

    private static Map<String, Object> users(Client... people) {
        return json("users", Arrays.stream(people).map(Client::id).toList());
    }

    private static List<String> ids(Answer room) {
        var ids = new ArrayList<String>();
        room.expect(200).get("users").forEach(user -> ids.add(user.textValue()));
        return ids;
    }

    private void makeAdmin(Client somebody) {
        me.patch(room(id) + "users/" + somebody.id() + "/", json("role", "admin"))
                .expect(200);
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void settingUsersAddsMissingAndRemovesOthers(Encoding encoding) {
        var before = me.get(room(id)).get("version").longValue();
        var room = me.writing(encoding).patch(room(id), users(bob, dan));
        assertThat(ids(room)).containsExactlyInAnyOrder(me.id(), bob.id(), dan.id());
        assertThat(room.get("member_count").intValue()).isEqualTo(3);
        assertThat(room.get("version").longValue()).isEqualTo(before + 2);
        dan.get(room(id)).expect(200);
        cem.get(room(id)).expect(404);
    }

    @Test
    void settingUsersKeepsOwnersAndCaller() {
        makeAdmin(bob);
        assertThat(ids(bob.patch(room(id), users(dan)))).containsExactlyInAnyOrder(me.id(), bob.id(), dan.id());
        assertThat(ids(me.patch(room(id), json("users", List.of())))).containsExactly(me.id());
    }

    @Test
    void settingSameUsersChangesNothing() {
        var before = me.get(room(id)).json();
        assertThat(me.patch(room(id), users(cem, me, bob)).expect(200).json()).isEqualTo(before);
        assertThat(me.patch(room(id), json("users", null)).expect(200).json()).isEqualTo(before);
        assertThat(bob.patch(room(id), users(cem, me, bob)).expect(200).get("version"))
                .isEqualTo(before.get("version"));
    }

    @Test
    void profileAndUsersChangeTogetherOrNotAtAll() {
        var both = json("title", "Tea", "users", List.of(dan.id()));
        assertThat(ids(me.put(room(id), both))).contains(dan.id());
        var wrong = json("title", "Coffee", "users", List.of(UUID.randomUUID()));
        me.patch(room(id), wrong).expectInvalid("users");
        assertThat(me.get(room(id)).text("title")).isEqualTo("Tea");
    }

    @Test
    void settingUsersNeedsPermission() {
        bob.patch(room(id), users(me, bob, cem, dan)).expect(403, "permission_denied", null);
        bob.patch(room(id), users(me, bob)).expect(403, "permission_denied", null);
        dan.patch(room(id), users(dan)).expect(404, "not_found", null);
        me.patch(room(id), json("members_can_invite", true)).expect(200);
        assertThat(ids(bob.patch(room(id), users(me, bob, cem, dan)))).contains(dan.id());
        bob.patch(room(id), users(me, bob)).expect(403, "permission_denied", null);
        bob.patch(room(id), json("title", "x", "users", List.of(bob.id()))).expect(403, "permission_denied", null);
        var open = me.room(true);
        dan.patch(room(open), users(dan)).expect(403, "permission_denied", null);
    }

    @Test
    void settingBannedUserIsConflict() {
        me.post(room(id) + "users/" + cem.id() + "/ban/").expect(200);
        me.patch(room(id), users(bob, cem)).expect(409, "conflict", null);
    }

    @Test
    void directAndSelfRoomsHaveFixedUsers() {
        for (var people : List.of(List.of(bob.id()), List.of())) {
            var direct = me.put(CHAT + "/rooms/direct/", json("users", people)).text("id");
            me.patch(room(direct), users(me, bob)).expectInvalid(null);
            me.patch(room(direct), users(me)).expectInvalid(null);
        }
    }

    @Test
    void usersOfLargeRoomCannotBeSet() {
        var crowd = IntStream.range(0, 101).mapToObj(i -> somebody().id()).toList();
        var big =
                me.post(CHAT + "/rooms/", json("title", "Big", "users", crowd)).expect(201);
        var shown = new ArrayList<String>();
        big.get("users").forEach(user -> shown.add(user.textValue()));
        assertThat(shown).hasSize(100);
        var path = room(big.text("id"));
        var echo = json("title", "Bigger", "users", shown);
        assertThat(me.put(path, echo).expect(200).get("member_count").intValue())
                .isEqualTo(102);
        me.patch(path, json("users", List.of(me.id()))).expectInvalid("users");
    }

    @Test
    void tooManyUsersAreRefused() {
        var many = IntStream.range(0, 1_001)
                .mapToObj(i -> UUID.randomUUID().toString())
                .toList();
        me.patch(room(id), json("users", many)).expectInvalid("users");
    }

    @Test
    void memberIsFoundByUserId() {
        var byUser = room(id) + "users/" + bob.id() + "/";
        var byMembership = room(id) + "users/" + me.membership(id, bob) + "/";
        assertThat(me.get(byUser).expect(200).json())
                .isEqualTo(me.get(byMembership).expect(200).json());
        assertThat(me.put(byUser, json("role", "admin")).expect(200).text("role"))
                .isEqualTo("admin");
        assertThat(me.patch(byUser, json("role", "member")).expect(200).text("role"))
                .isEqualTo("member");
        me.post(byUser + "ban/").expect(200);
        me.post(byUser + "unban/").expect(200);
        me.post(room(id) + "users/", json("user_id", bob.id())).expect(201);
        me.delete(byUser).expect(204);
        bob.get(room(id)).expect(404);
        me.get(room(id) + "users/" + dan.id() + "/").expect(404, "not_found", null);
        cem.delete(room(id) + "users/" + cem.id() + "/").expect(204);
        var other = me.room(false);
        me.get(room(other) + "users/" + me.membership(id, me) + "/").expect(404, "not_found", null);
    }

    @Test
    void patchWithoutRoleKeepsRole() {
        var member = room(id) + "users/" + bob.id() + "/";
        JsonNode before = me.get(member).json();
        assertThat(me.patch(member, json("name", "x")).expect(200).json()).isEqualTo(before);
        me.put(member, json("name", "x")).expectInvalid("role");
        bob.patch(member, json("name", "x")).expect(403, "permission_denied", null);
    }
}
