package dev.confab.chat.adapter.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Live receipts. */
class ReceiptsTest {

    private TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void receiptIsSentToAllMembers() {
        var ada = server.person("ada");
        var bob = server.person("bob");
        var room = server.room(ada, bob);
        server.post(ada, room, "one");
        try (var adas = ada.connect();
                var bobs = bob.connect()) {
            bobs.send("{\"type\":\"received\",\"room_id\":\"%s\",\"seq\":1}".formatted(room));
            var mine = bobs.next("ack").path("users").path(0).path("id").asText();
            var receipt = adas.next("receipt");
            assertThat(receipt.path("room_id").asText()).isEqualTo(room.toString());
            assertThat(receipt.path("room_user_id").asText()).isEqualTo(mine);
            assertThat(receipt.path("received_seq").asLong()).isEqualTo(1);
            assertThat(receipt.path("seen_seq").asLong()).isZero();
            assertThat(receipt.path("at").asText()).isEqualTo("2026-03-01T10:00:00.123Z");
            assertThat(receipt.has("version")).isFalse();
            bobs.send("{\"type\":\"seen\",\"room_id\":\"%s\",\"seq\":1}".formatted(room));
            assertThat(adas.next("receipt").path("seen_seq").asLong()).isEqualTo(1);
        }
    }

    @Test
    void unchangedWatermarkSendsNoReceipt() {
        var ada = server.person("ada");
        var bob = server.person("bob");
        var room = server.room(ada, bob);
        server.post(ada, room, "one");
        try (var adas = ada.connect();
                var bobs = bob.connect()) {
            bobs.send("{\"type\":\"seen\",\"room_id\":\"%s\",\"seq\":1}".formatted(room));
            adas.next("receipt");
            bobs.send("{\"type\":\"seen\",\"room_id\":\"%s\",\"seq\":1}".formatted(room));
            bobs.send("{\"type\":\"received\",\"room_id\":\"%s\",\"seq\":1}".formatted(room));
            bobs.next("ack");
            bobs.next("ack");
            bobs.next("ack");
            server.post(bob, room, "the next frame that ada gets");
            assertThat(adas.next().path("type").asText()).isEqualTo("message.created");
        }
    }

    @Test
    void receiptsAreBatchedAndTheLastOneIsCurrent() {
        server.close();
        server = new TestServer(Change.receiptPause(Duration.ofSeconds(2)));
        var ada = server.person("ada");
        var bob = server.person("bob");
        var cleo = server.person("cleo");
        var room = server.room(ada, bob, cleo);
        IntStream.range(0, 50).forEach(number -> server.post(ada, room, "one of many"));
        try (var adas = ada.connect()) {
            // Events during the connect are sent unbatched.
            adas.upToNow();
            for (int seq = 1; seq <= 50; seq++) {
                server.chat.receipts().seenUpTo(bob.id(), room, seq);
                server.chat.receipts().seenUpTo(cleo.id(), room, seq);
            }
            assertThat(seen(adas.next("receipt"))).isEqualTo(1);
            assertThat(seen(adas.next("receipt"))).isEqualTo(50);
            assertThat(seen(adas.next("receipt"))).isEqualTo(50);
            assertThat(adas.upToNow()).isEmpty();
        }
    }

    private static long seen(JsonNode receipt) {
        return receipt.path("seen_seq").asLong();
    }
}
