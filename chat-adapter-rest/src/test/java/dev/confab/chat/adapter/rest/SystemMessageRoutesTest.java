package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.CHAT;
import static dev.confab.chat.adapter.rest.Client.json;
import static dev.confab.chat.adapter.rest.Client.messages;
import static dev.confab.chat.adapter.rest.Client.room;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.user.ServiceName;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SystemMessageRoutesTest extends RestTest {

    private Client service;

    @BeforeAll
    void aService() {
        service = server.anybody().withToken(token("billing"));
    }

    private String token(String name) {
        return server.chat.integrations().createToken(new ServiceName(name)).value();
    }

    private static String path(String room) {
        return room(room) + "system-messages/";
    }

    @Test
    void aServiceLetsAnyRoomSaySomething() {
        var me = somebody();
        var direct = me.put(
                        CHAT + "/rooms/direct/",
                        json("users", List.of(somebody().id())))
                .expect(201)
                .text("id");
        for (var id : new String[] {me.room(false), me.room(true), direct}) {
            var said = service.post(path(id), json("body", " Welcome ")).expect(201);
            assertThat(said.names()).containsExactly(MessageRoutesTest.MESSAGE_FIELDS);
            assertThat(said.text("body")).isEqualTo(" Welcome ");
            assertThat(said.get("is_system").booleanValue()).isTrue();
            assertThat(said.get("is_me").isNull()).isTrue();
            assertThat(said.get("is_seen_by_me").booleanValue()).isFalse();
            assertThat(said.get("user_id").isNull()).isTrue();
            assertThat(said.get("author").get("name").textValue()).isEqualTo("System");
            assertThat(me.get(messages(id)).results("id")).containsExactly(said.text("id"));
            assertThat(me.get(room(id)).get("message_new_count").intValue()).isEqualTo(1);
        }
    }

    @Test
    void sayingItAgainAnswersTheFirstMessage() {
        var me = somebody();
        var id = me.room(false);
        var first =
                service.post(path(id), json("body", "once", "client_id", "k")).expect(201);
        assertThat(first.text("client_id")).isEqualTo("k");
        assertThat(service.post(path(id), json("body", "once", "client_id", "k"))
                        .expect(200)
                        .body())
                .isEqualTo(first.body());
        var byHeader = service.send(
                "POST", path(id), json("body", "once"), request -> request.setHeader("Idempotency-Key", "k"));
        assertThat(byHeader.expect(200).body()).isEqualTo(first.body());
        service.post(path(id), json("body", "twice", "client_id", "k")).expect(409, "conflict", null);
        me.post(messages(id), json("body", "mine", "client_id", "k")).expect(201);
        assertThat(me.get(messages(id)).get("count").intValue()).isEqualTo(2);
    }

    @Test
    void whatItSaysHasTheBoundsOfAnyMessage() {
        var id = somebody().room(false);
        service.post(path(id), json()).expectInvalid("body");
        for (var body : new Object[] {"", " ", "x".repeat(10_001), 17, null}) {
            service.post(path(id), json("body", body)).expectInvalid("body");
        }
        service.post(path(id), json("body", "x", "client_id", "x".repeat(65))).expectInvalid("client_id");
        service.post(path(UUID.randomUUID().toString()), json("body", "x")).expect(404, "not_found", null);
        service.post(path("x"), json("body", "x")).expect(404, "not_found", null);
    }

    @Test
    void aPersonIsRefusedWhoeverTheyAre() {
        var owner = somebody();
        owner.post(path(owner.room(false)), json("body", "x")).expect(403, "permission_denied", null);
        owner.post(path("x"), "no json").expect(403, "permission_denied", null);
    }

    @Test
    void withoutAGoodTokenNobodyIsKnown() {
        var id = somebody().room(true);
        for (var token : new String[] {"", "x", "cfs_", "cfs_" + "x".repeat(32), service.token() + "x"}) {
            server.anybody().withToken(token).post(path(id), json("body", "x")).expect(401, "not_authenticated", null);
        }
    }

    @Test
    void aTokenIsNoGoodOnceItIsRevoked() {
        var id = somebody().room(false);
        var gone = server.anybody().withToken(token("gone"));
        gone.post(path(id), json("body", "x")).expect(201);
        server.chat.integrations().revokeTokens(new ServiceName("gone"));
        gone.post(path(id), json("body", "x")).expect(401, "not_authenticated", null);
        service.post(path(id), json("body", "x")).expect(201);
    }

    @Test
    void nothingElseKnowsAService() {
        var id = somebody().room(true);
        service.get(room(id)).expect(401, "not_authenticated", null);
        service.get(CHAT + "/rooms/").expect(401, "not_authenticated", null);
        service.post(messages(id), json("body", "x")).expect(401, "not_authenticated", null);
        service.get("/api/v1/auth/me/").expect(401, "not_authenticated", null);
        server.anybody()
                .post("/api/v1/auth/token/verify/", json("token", service.token()))
                .expect(401, "not_authenticated", null);
    }
}
