package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.CHAT;
import static dev.confab.chat.adapter.rest.Client.json;
import static dev.confab.chat.adapter.rest.Client.messages;
import static dev.confab.chat.adapter.rest.Client.room;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.user.ServiceName;
import dev.confab.chat.domain.user.UserId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AdminRoutesTest extends RestTest {

    private static final String ADMIN = "/api/v1/admin/";
    private static final String USERS = ADMIN + "users/";
    private static final String ROOMS = ADMIN + "rooms/";

    private Client boss;
    private Client service;

    @BeforeAll
    void administrators() {
        boss = server.staff();
        var token = server.chat.integrations().createToken(new ServiceName("ops"));
        service = server.anybody().withToken(token.value());
    }

    private static String user(Client somebody) {
        return USERS + somebody.id() + "/";
    }

    @Test
    void onlyStaffAndServicesCanAdminister() {
        var me = somebody();
        for (var path : new String[] {"users/", "rooms/", "connections/", "push/"}) {
            server.anybody().get(ADMIN + path).expect(401, "not_authenticated", null);
            service.withToken("cfs_" + "x".repeat(43)).get(ADMIN + path).expect(401, "not_authenticated", null);
            me.get(ADMIN + path).expect(403, "permission_denied", null);
            boss.get(ADMIN + path).expect(200);
            service.get(ADMIN + path).expect(200);
        }
        me.patch(user(me), json("is_staff", true)).expect(403, "permission_denied", null);
        var account = boss.get("/api/v1/auth/me/").expect(200);
        assertThat(account.get("is_staff").booleanValue()).isTrue();
    }

    @Test
    void onlyStaffAndServicesCanReadMetrics() {
        server.anybody().get("/metrics").expect(401, "not_authenticated", null);
        somebody().get("/metrics").expect(403, "permission_denied", null);
        service.get("/metrics").expect(200);
        var metrics = boss.get("/metrics").expect(200);
        assertThat(metrics.header("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(metrics.body()).isEqualTo("counted 1\n");
    }

    @Test
    void demotedStaffIsRefusedImmediately() {
        var other = server.staff();
        other.get(USERS).expect(200);
        boss.patch(user(other), json("is_staff", false)).expect(200);
        other.get(USERS).expect(403, "permission_denied", null);
        other.get(CHAT + "/rooms/").expect(200);
    }

    @Test
    void usersAreListedWithTheirState() {
        var ann = server.somebody("listed-ann");
        var bob = server.somebody("listed-bob");
        ann.post(CHAT + "/devices/", json("registration_id", "listed", "type", "ios"))
                .expect(201);
        boss.patch(user(bob), json("is_active", false)).expect(200);
        var list = boss.get(USERS + "?search=LISTED&limit=5").expect(200);
        assertThat(list.names()).containsExactly("count", "next", "previous", "results");
        assertThat(list.results("username")).containsExactly("listed-ann", "listed-bob");
        var first = list.get("results").get(0);
        assertThat(Answer.names(first))
                .containsExactly(
                        "id", "username", "display_name", "is_staff", "is_active", "online", "device_count", "created");
        assertThat(first.get("device_count").intValue()).isEqualTo(1);
        assertThat(first.get("is_active").booleanValue()).isTrue();
        assertThat(list.get("results").get(1).get("is_active").booleanValue()).isFalse();
        var second = boss.get(USERS + "?search=listed&limit=1&offset=1").expect(200);
        assertThat(second.results("id")).containsExactly(bob.id());
    }

    @Test
    void createdAccountCanLogIn() {
        var wish = json("username", "given", "password", TestServer.PASSWORD, "is_staff", true);
        var made = boss.post(USERS, wish).expect(201);
        assertThat(made.get("is_staff").booleanValue()).isTrue();
        boss.withToken(server.tokens("given").text("access")).get(USERS).expect(200);
        boss.post(USERS, wish).expectInvalid("username");
        boss.post(USERS, json("username", "weak", "password", "weak")).expectInvalid("password");
        boss.post(USERS, json("username", "other")).expectInvalid("password");
    }

    @Test
    void deactivatedUserIsLoggedOut() {
        var ann = somebody();
        var changed = boss.patch(user(ann), json("is_active", false)).expect(200);
        assertThat(changed.get("is_active").booleanValue()).isFalse();
        ann.get(CHAT + "/rooms/").expect(401, "not_authenticated", null);
        boss.patch(user(ann), json("is_active", true)).expect(200);
        ann.get(CHAT + "/rooms/").expect(401, "not_authenticated", null);
        ann.withToken(server.tokens(ann.name()).text("access"))
                .get(CHAT + "/rooms/")
                .expect(200);
    }

    @Test
    void newPasswordWorksAndEndsLogins() {
        var ann = somebody();
        boss.patch(user(ann), json("password", "short")).expectInvalid("password");
        boss.patch(user(ann), json("password", "another horse entirely")).expect(200);
        ann.get(CHAT + "/rooms/").expect(401, "not_authenticated", null);
        server.anybody()
                .post("/api/v1/auth/token/", json("username", ann.name(), "password", "another horse entirely"))
                .expect(200);
    }

    @Test
    void staffCannotDeactivateOrDemoteThemselves() {
        boss.patch(user(boss), json("is_active", false)).expectInvalid("is_active");
        boss.patch(user(boss), json("is_staff", false)).expectInvalid("is_staff");
        boss.patch(user(boss), json()).expect(200);
    }

    @Test
    void lastStaffMemberCannotBeRemoved() {
        try (var other = new TestServer()) {
            var last = other.staff();
            var token = other.chat.integrations().createToken(new ServiceName("ops"));
            var ops = other.anybody().withToken(token.value());
            ops.patch(user(last), json("is_staff", false)).expect(409, "conflict", null);
            ops.patch(user(last), json("is_active", false)).expect(409, "conflict", null);
            last.get(USERS).expect(200);
        }
    }

    @Test
    void devicesAreListedWithoutTokens() {
        var ann = somebody();
        ann.post(CHAT + "/devices/", json("registration_id", "hidden-token", "type", "ios", "name", "Phone"))
                .expect(201);
        var list = boss.get(user(ann) + "devices/").expect(200);
        assertThat(list.results("name")).containsExactly("Phone");
        assertThat(Answer.names(list.get("results").get(0)))
                .containsExactly("id", "type", "name", "created", "modified", "error", "error_at");
        assertThat(list.body()).doesNotContain("hidden-token");
    }

    @Test
    void allRoomsCanBeListedReadAndDeleted() {
        var ann = somebody();
        var bob = somebody();
        var id = ann.room(false, bob);
        ann.patch(room(id), json("title", "Hidden tea")).expect(200);
        for (var body : new String[] {"one", "two", "three"}) {
            ann.say(id, body);
        }
        var list = boss.get(ROOMS + "?search=hidden").expect(200);
        assertThat(Answer.names(list.get("results").get(0)))
                .containsExactly(
                        "id",
                        "kind",
                        "title",
                        "name",
                        "is_public",
                        "member_count",
                        "message_count",
                        "created",
                        "last_activity");
        assertThat(list.results("id")).containsExactly(id);
        assertThat(list.get("results").get(0).get("message_count").intValue()).isEqualTo(3);
        assertThat(boss.get(ROOMS + id + "/members/").expect(200).results("user_id"))
                .containsExactlyInAnyOrder(ann.id(), bob.id());
        var newest = boss.get(ROOMS + id + "/messages/?limit=2").expect(200);
        assertThat(newest.results("body")).containsExactly("three", "two");
        var older = boss.get(newest.text("next")).expect(200);
        assertThat(older.results("body")).containsExactly("one");
        assertThat(older.get("next").isNull()).isTrue();
        boss.get(room(id)).expect(404, "not_found", null);
        boss.delete(ROOMS + id + "/").expect(204);
        boss.delete(ROOMS + id + "/").expect(404, "not_found", null);
        ann.get(room(id)).expect(404, "not_found", null);
    }

    @Test
    void untitledRoomIsNamedAfterItsMembers() {
        var ann = server.somebody("direct-ann");
        var bob = server.somebody("direct-bob");
        var id = ann.put(CHAT + "/rooms/direct/", json("users", List.of(bob.id())))
                .expect(201)
                .text("id");
        for (var found : boss.get(ROOMS + "?limit=200").expect(200).get("results")) {
            if (found.get("id").textValue().equals(id)) {
                assertThat(found.get("title").isNull()).isTrue();
                assertThat(found.get("name").textValue()).isEqualTo("direct-ann, direct-bob");
                return;
            }
        }
        throw new AssertionError("the room is not listed");
    }

    @Test
    void deletedMessageBecomesTombstone() {
        var ann = somebody();
        var id = ann.room(false);
        var message = ann.say(id, "Rude").text("id");
        boss.delete(ADMIN + "messages/" + message + "/").expect(204);
        var found = ann.get(messages(id) + message + "/").expect(200);
        assertThat(found.get("is_deleted").booleanValue()).isTrue();
        assertThat(found.text("body")).isEmpty();
        boss.delete(ADMIN + "messages/" + UUID.randomUUID() + "/").expect(404, "not_found", null);
    }

    @Test
    void onlineUsersAreListed() {
        var ann = somebody();
        var connection = UUID.randomUUID();
        server.chat.presence().connected(UserId.parse(ann.id()), connection);
        var there = boss.get(ADMIN + "connections/").expect(200);
        assertThat(there.names()).containsExactly("count", "users", "node");
        assertThat(there.get("count").intValue()).isEqualTo(1);
        assertThat(there.get("users").get(0).get("username").textValue()).isEqualTo(ann.name());
        assertThat(there.get("node").get("connections").intValue()).isEqualTo(1);
        assertThat(there.get("node").has("id")).isTrue();
    }

    @Test
    void pushStatusIsReported() {
        var status = boss.get(ADMIN + "push/").expect(200);
        assertThat(status.names()).containsExactly("is_on", "results", "withheld", "backlog", "under_way");
        assertThat(status.get("is_on").booleanValue()).isFalse();
        assertThat(status.get("results").get("sent").intValue()).isZero();
        assertThat(status.get("withheld").has("not_mentioned")).isTrue();
        assertThat(status.get("backlog").get("count").intValue()).isZero();
        assertThat(status.get("backlog").get("age_seconds").isNull()).isTrue();
    }

    @Test
    void missingObjectsAreNotFound() {
        for (var id : new String[] {UUID.randomUUID().toString(), "x"}) {
            boss.patch(USERS + id + "/", json("is_active", true)).expect(404, "not_found", null);
            boss.delete(USERS + id + "/connections/").expect(404, "not_found", null);
            boss.get(USERS + id + "/devices/").expect(404, "not_found", null);
            boss.get(ROOMS + id + "/members/").expect(404, "not_found", null);
            boss.get(ROOMS + id + "/messages/").expect(404, "not_found", null);
        }
    }
}
