package dev.confab.chat.adapter.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.confab.chat.domain.room.Mute;
import dev.confab.chat.domain.room.RoomId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Typing, and what one device of a user reports to the others. */
class DevicesTest {

    private final TestServer server = new TestServer();
    private final Person ada = server.person("ada");
    private final Person bob = server.person("bob");
    private final RoomId room = server.room(ada, bob);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void typingIsSentToOtherMembersOnly() {
        try (var adas = ada.connect();
                var tab = ada.connect();
                var bobs = bob.connect()) {
            bobs.upToNow(); // ready comes before the subscriptions, and typing is not replayed
            assertThat(type(adas, true).path("type").asText()).isEqualTo("ack");
            var typing = bobs.next("typing");
            assertThat(typing.path("room_id").asText()).isEqualTo(room.toString());
            assertThat(typing.path("room_user_id").asText()).isNotEmpty();
            assertThat(typing.path("is_typing").asBoolean()).isTrue();
            type(adas, true);
            type(adas, false);
            assertThat(bobs.next("typing").path("is_typing").asBoolean()).isFalse();
            type(adas, false);
            assertThat(bobs.typesUpToNow()).doesNotContain("typing");
            assertThat(tab.typesUpToNow()).doesNotContain("typing");
        }
    }

    @Test
    void typingExpires() {
        try (var adas = ada.connect();
                var bobs = bob.connect()) {
            bobs.upToNow(); // ready comes before the subscriptions, and typing is not replayed
            type(adas, true);
            bobs.next("typing");
            assertThat(bobs.next("typing").path("is_typing").asBoolean()).isFalse();
        }
    }

    @Test
    void nonMemberCannotType() {
        var cleo = server.person("cleo");
        try (var cleos = cleo.connect();
                var bobs = bob.connect()) {
            var answer = type(cleos, true);
            assertThat(answer.path("errors").path(0).path("code").asText()).isEqualTo("not_found");
            assertThat(bobs.typesUpToNow()).doesNotContain("typing");
        }
    }

    @Test
    void muteIsSentToOwnDevicesOnly() {
        try (var adas = ada.connect();
                var tab = ada.connect();
                var bobs = bob.connect()) {
            var end = server.clock.instant().plus(Duration.ofHours(1));
            server.chat.members().mute(ada.id(), room, new Mute.Until(end));
            for (var own : List.of(adas, tab)) {
                var mute = own.next("mute");
                assertThat(mute.path("room_id").asText()).isEqualTo(room.toString());
                assertThat(mute.path("is_muted").asBoolean()).isTrue();
                assertThat(mute.path("muted_until").asText()).isNotEmpty();
            }
            server.chat.members().mute(ada.id(), room, Mute.OFF);
            assertThat(adas.next("mute").path("is_muted").asBoolean()).isFalse();
            assertThat(bobs.typesUpToNow()).doesNotContain("mute");
        }
    }

    @Test
    void readWatermarkIsSentToOwnDevices() {
        var message = server.post(ada, room, "read me");
        try (var bobs = bob.connect();
                var phone = bob.connect();
                var adas = ada.connect()) {
            bobs.send("{\"type\":\"seen\",\"room_id\":\"" + room + "\",\"message_id\":\"" + message.id() + "\"}");
            for (var own : List.of(bobs, phone)) {
                assertThat(own.next("read").path("seen_seq").asLong()).isEqualTo(1);
            }
            adas.next("receipt");
            assertThat(adas.typesUpToNow()).doesNotContain("read");
        }
    }

    // --- a new token ---------------------------------------------------------------------------------------------

    @Test
    void newTokenKeepsTheSocketOpen() {
        var brief = new TestServer(Change.liveness(Duration.ofMillis(80), Duration.ofSeconds(30)));
        try (brief) {
            var cleo = brief.person("cleo");
            try (var cleos = cleo.connect();
                    var other = cleo.connect()) {
                brief.clock.forward(Duration.ofMinutes(10));
                var fresh = brief.accounts().refresh(cleo.tokens().refresh());
                cleos.send("{\"type\":\"token\",\"ref\":1,\"access\":\"" + fresh.access() + "\"}");
                cleos.next("ack");
                brief.clock.forward(Duration.ofMinutes(10));
                assertThat(other.closeCode()).isEqualTo(4401);
                assertThat(cleos.upToNow()).isNotNull();
                brief.clock.forward(Duration.ofMinutes(10));
                assertThat(cleos.closeCode()).isEqualTo(4401);
            }
        }
    }

    @Test
    void tokenOfAnotherUserClosesTheSocket() {
        try (var bobs = bob.connect()) {
            bobs.send("{\"type\":\"token\",\"access\":\"" + ada.tokens().access() + "\"}");
            assertThat(bobs.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void tokenOfAnotherLogInBindsTheSocketToIt() {
        try (var bobs = bob.connect()) {
            var other = bob.onAnotherDevice();
            bobs.send("{\"type\":\"token\",\"ref\":1,\"access\":\""
                    + other.tokens().access() + "\"}");
            bobs.next("ack");
            server.accounts().logOut(bob.tokens().refresh());
            assertThat(bobs.upToNow()).isNotNull();
            server.accounts().logOut(other.tokens().refresh());
            assertThat(bobs.closeCode()).isEqualTo(4401);
        }
    }

    private JsonNode type(Client client, boolean isTyping) {
        client.send("{\"type\":\"typing\",\"room_id\":\"" + room + "\",\"is_typing\":" + isTyping + "}");
        var answer = client.next();
        while (!answer.path("type").asText().matches("ack|error")) {
            answer = client.next();
        }
        return answer;
    }
}
