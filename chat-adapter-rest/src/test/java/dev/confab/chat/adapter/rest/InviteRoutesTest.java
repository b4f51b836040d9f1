package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.CHAT;
import static dev.confab.chat.adapter.rest.Client.json;
import static dev.confab.chat.adapter.rest.Client.messages;
import static dev.confab.chat.adapter.rest.Client.room;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.adapter.wire.Redacted;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InviteRoutesTest extends RestTest {

    private static String invites(String room) {
        return room(room) + "invites/";
    }

    @Test
    void inviteLinksToRoomPage() {
        var me = somebody();
        var id = me.room(false);
        var made = me.post(invites(id)).expect(201);
        assertThat(made.names()).containsExactly("invite", "url", "expires");
        assertThat(made.text("url")).isEqualTo(server.address() + "/chat/" + id + "?invite=" + made.text("invite"));
        assertThat(made.text("expires"))
                .isEqualTo(server.clock.instant().plus(Duration.ofDays(7)).toString());
    }

    @Test
    void inviteLinkHasHostOfRequest() {
        var me = somebody();
        var path = "http://localhost:" + server.port() + invites(me.room(false));
        assertThat(me.post(path).expect(201).text("url")).startsWith("http://localhost:" + server.port() + "/chat/");
    }

    @Test
    void inviteHasRequestedLifetime() {
        var me = somebody();
        var id = me.room(false);
        var made = me.post(invites(id), json("expires_in", 60)).expect(201);
        assertThat(made.text("expires"))
                .isEqualTo(server.clock.instant().plusSeconds(60).toString());
        me.post(invites(id), json("expires_in", null)).expect(201);
        for (var wrong : new Object[] {0, -1, 2_592_001, Long.MAX_VALUE, 1.5, "60", true, List.of()}) {
            me.post(invites(id), json("expires_in", wrong)).expectInvalid("expires_in");
        }
        me.post(invites(id), json("expires_in", 2_592_000)).expect(201);
    }

    @Test
    void inviteAdmitsToPrivateRoom() {
        var me = somebody();
        var guest = somebody();
        var id = me.room(false);
        var invite = me.post(invites(id)).expect(201).text("invite");
        var joined = guest.post(room(id) + "join/", json("invite", invite)).expect(200);
        assertThat(joined.names()).containsExactly(MemberRoutesTest.ROOM_USER_FIELDS);
        assertThat(joined.text("role")).isEqualTo("member");
        assertThat(guest.post(room(id) + "join", json("invite", invite))
                        .expect(200)
                        .text("id"))
                .isEqualTo(joined.text("id"));
        guest.post(room(id) + "join/").expect(200);
        guest.post(messages(id), json("body", "thanks")).expect(201);
        somebody().post(room(id) + "join/", json("invite", invite)).expect(200);
    }

    @Test
    void roomIsNotFoundWithoutValidInvite() {
        var me = somebody();
        var guest = somebody();
        var id = me.room(false);
        var foreign = me.post(invites(me.room(false))).expect(201).text("invite");
        var expired = me.post(invites(id), json("expires_in", 1)).expect(201).text("invite");
        server.clock.forward(Duration.ofSeconds(1));
        var nowhere = UUID.randomUUID().toString();
        var unknown =
                guest.post(room(nowhere) + "join/", json("invite", foreign)).expect(404, "not_found", null);
        for (var wrong : new String[] {foreign, expired, "", "x", "💩", "x".repeat(10_000)}) {
            assertThat(guest.post(room(id) + "join/", json("invite", wrong))
                            .expect(404, "not_found", null)
                            .body())
                    .isEqualTo(unknown.body());
        }
        guest.post(room(id) + "join/", json("invite", null)).expect(404, "not_found", null);
        guest.post(room(id) + "join/", json("invite", 17)).expectInvalid("invite");
        guest.get(room(id)).expect(404);
    }

    @Test
    void bannedUserCannotUseInvite() {
        var me = somebody();
        var troll = somebody();
        var id = me.room(false, troll);
        var invite = me.post(invites(id)).expect(201).text("invite");
        me.post(room(id) + "users/" + me.membership(id, troll) + "/ban/").expect(200);
        troll.post(room(id) + "join/", json("invite", invite)).expect(404, "not_found", null);
    }

    @Test
    void publicRoomNeedsNoInvite() {
        var id = somebody().room(true);
        somebody().post(room(id) + "join/", json("invite", "whatever")).expect(200);
    }

    @Test
    void inviteIsRevokedByCreatorOrAdmin() {
        var me = somebody();
        var maker = somebody();
        var member = somebody();
        var id = me.room(false, maker, member);
        me.patch(room(id), json("members_can_invite", true)).expect(200);
        var first = maker.post(invites(id)).expect(201).text("invite");
        var second = maker.post(invites(id)).expect(201).text("invite");
        member.delete(invites(id) + first + "/").expect(403, "permission_denied", null);
        somebody().delete(invites(id) + first + "/").expect(404, "not_found", null);
        maker.delete(invites(id) + first + "/").expect(204);
        me.delete(invites(id) + second).expect(204);
        me.delete(invites(id) + second).expect(404, "not_found", null);
        me.delete(invites(id) + "x").expect(404, "not_found", null);
        somebody().post(room(id) + "join/", json("invite", first)).expect(404, "not_found", null);
    }

    @Test
    void onlyMembersWhoMayAddUsersCreateInvites() {
        var me = somebody();
        var member = somebody();
        var id = me.room(true, member);
        member.post(invites(id)).expect(403, "permission_denied", null);
        somebody().post(invites(id)).expect(403, "permission_denied", null);
        somebody().post(invites(me.room(false))).expect(404, "not_found", null);
    }

    @Test
    void directRoomHasNoInvites() {
        var me = somebody();
        var direct = me.put(
                        CHAT + "/rooms/direct/",
                        json("users", List.of(somebody().id())))
                .expect(201);
        me.post(invites(direct.text("id"))).expect(400, "invalid", null);
        var self = me.put(CHAT + "/rooms/direct/", json("users", List.of())).expect(201);
        me.post(invites(self.text("id"))).expect(400, "invalid", null);
    }

    @Test
    void logContainsNoInvite() {
        assertThat(Redacted.path("/api/v1/chat/rooms/1/invites/secret/")).isEqualTo("/api/v1/chat/rooms/1/invites/…/");
        assertThat(Redacted.path("/api/v1/chat/rooms/1/users/2")).isEqualTo("/api/v1/chat/rooms/1/users/2");
    }
}
