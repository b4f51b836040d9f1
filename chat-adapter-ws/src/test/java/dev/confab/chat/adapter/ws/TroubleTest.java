package dev.confab.chat.adapter.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.port.Unavailable;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.RoomProfile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Failures of the store and of the server while connections are open: clients reconnect, and nothing secret leaks. */
class TroubleTest {

    private final TestServer server = new TestServer();
    private final Person ada = server.person("ada");
    private final Person bob = server.person("bob");
    private final RoomId room = server.room(ada, bob);
    private final Log log = new Log();

    @BeforeEach
    void begin() {
        log.begin();
    }

    @AfterEach
    void stop() {
        server.close();
        log.end();
    }

    @Test
    void oldEventIsSkipped() {
        try (var bobs = bob.connect()) {
            server.post(ada, room, "one");
            bobs.next("message.created");
            var published = server.roomEvents.published();
            server.roomEvents.publish(published);
            assertThat(bobs.typesUpToNow()).doesNotContain("message.created", "room.created");
        }
    }

    @Test
    void unreadableNewRoomClosesItsConnections() {
        var bobs = bob.connect();
        server.transactions.goAwayAfterWriting();
        assertThatThrownBy(() -> server.room(ada, bob)).isInstanceOf(Unavailable.class);
        assertThat(bobs.closeCode()).isEqualTo(4408);
        server.transactions.comeBack();
        assertThat(bob.dial().next("ready").path("rooms")).hasSize(2);
    }

    @Test
    void unreadableUpdatedRoomClosesItsConnections() {
        var bobs = bob.connect();
        server.transactions.goAwayAfterWriting();
        assertThatThrownBy(() -> server.chat.rooms().changeProfile(ada.id(), room, old -> RoomProfile.of("New", false)))
                .isInstanceOf(Unavailable.class);
        assertThat(bobs.closeCode()).isEqualTo(4408);
        server.transactions.comeBack();
    }

    @Test
    void internalErrorIsSentWithoutItsText() {
        try (var bobs = bob.connect()) {
            server.transactions.failWith(new IllegalStateException("constraint violated by secret body"));
            bobs.send("{\"ref\":1,\"room_id\":\"" + room + "\",\"body\":\"secret body\"}");
            var error = bobs.next("error");
            assertThat(error.path("errors").path(0).path("code").asText()).isEqualTo("internal");
            assertThat(error.toString()).doesNotContain("secret", "constraint");
            server.transactions.comeBack();
            bobs.send("{\"ref\":2,\"room_id\":\"" + room + "\",\"body\":\"secret body\"}");
            bobs.next("ack");
        }
        assertThat(log.everything()).contains("Command failed", "IllegalStateException");
    }

    @Test
    void confidentialDataIsNotLogged() {
        var token = bob.tokens().access();
        Upgrade.of(server, "/ws/chat/?token=" + token).send();
        Upgrade.of(server, "/ws/chat/?token=" + token + "%zz").send();
        Upgrade.of(server, "/ws/chat/?token=" + token + "x").send();
        Upgrade.of(server, "/nowhere/?token=" + token).send();
        Upgrade.of(server).with("Authorization", "Bearer " + token + "x").send();
        Upgrade.of(server)
                .with("Sec-WebSocket-Protocol", "confab.v1, bearer." + token)
                .send();
        Upgrade.of(server)
                .with("Sec-WebSocket-Protocol", "bearer." + token)
                .with("Origin", "null")
                .send();
        server.transactions.failWith(new IllegalStateException(token));
        Upgrade.of(server).as(bob).send();
        server.transactions.comeBack();
        var bobs = bob.connect();
        bobs.send("secret " + token);
        bobs.send("{\"room_id\":\"" + room + "\",\"body\":\"secret\"}");
        server.transactions.failWith(new IllegalStateException("secret"));
        bobs.send("{\"room_id\":\"" + room + "\",\"body\":\"secret\"}");
        bobs.upToNow();
        server.transactions.comeBack();
        bobs.abort();
        server.post(ada, room, "secret");
        assertThat(log.everything()).contains("failed").doesNotContain("secret", token);
    }
}
