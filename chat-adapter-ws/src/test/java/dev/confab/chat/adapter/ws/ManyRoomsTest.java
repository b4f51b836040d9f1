package dev.confab.chat.adapter.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.confab.chat.domain.room.RoomId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The cost of a {@code sync} with many rooms, for the client and the store. The clock stands still. */
class ManyRoomsTest {

    /** Far below the number of rooms, with some room for periodic reads of the server. */
    private static final int FEW_READS = 20;

    private final TestServer server = new TestServer();
    private final Person ada = server.person("ada");

    @AfterEach
    void stop() {
        server.close();
    }

    private Map<RoomId, Long> rooms(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> server.room(ada))
                .collect(Collectors.toMap(
                        room -> room,
                        room -> server.chat.rooms().find(ada.id(), room).room().version()));
    }

    private static Map<RoomId, Long> unknown(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new RoomId(UUID.randomUUID()))
                .collect(Collectors.toMap(room -> room, room -> 1L));
    }

    private static long count(List<JsonNode> frames, String type) {
        return frames.stream().filter(frame -> Client.type(frame).equals(type)).count();
    }

    private static String outcome(List<JsonNode> frames) {
        var last = frames.get(frames.size() - 1);
        return Client.type(last).equals("ack")
                ? "ack"
                : last.at("/errors/0/code").asText();
    }

    @Test
    void roomsThatTheClientDoesNotNameAreReadInBatches() {
        var rooms = rooms(450);
        var one = rooms.keySet().iterator().next();
        try (var client = ada.connect()) {
            int before = server.transactions.reads();
            var frames = client.sync(Map.of(one, rooms.get(one)));
            assertThat(server.transactions.reads() - before).isLessThan(FEW_READS);
            assertThat(count(frames, "synced")).isEqualTo(1);
            assertThat(frames.stream()
                            .filter(frame -> Client.type(frame).equals("room.created"))
                            .map(frame -> frame.path("room_id").asText())
                            .collect(Collectors.toSet()))
                    .isEqualTo(rooms.keySet().stream()
                            .filter(room -> !room.equals(one))
                            .map(RoomId::toString)
                            .collect(Collectors.toSet()));
            var last = rooms.keySet().stream().skip(449).findFirst().orElseThrow();
            server.post(ada, last, "hello");
            assertThat(client.next("message.created").path("room_id").asText()).isEqualTo(last.toString());
        }
    }

    @Test
    void foreignRoomsNeedNoReadEach() {
        var bob = server.person("bob");
        var others = new HashMap<RoomId, Long>(unknown(200));
        IntStream.range(0, 100).forEach(number -> others.put(server.room(bob), 1L));
        try (var client = ada.connect()) {
            int before = server.transactions.reads();
            var frames = client.sync(others);
            assertThat(server.transactions.reads() - before).isLessThan(FEW_READS);
            assertThat(count(frames, "room.left")).isEqualTo(300);
        }
    }

    @Test
    void syncOfFiveThousandRoomsIsNotThrottled() {
        var rooms = rooms(1_000);
        try (var client = ada.connect()) {
            for (int part = 0; part < 5; part++) {
                var frames = client.sync(rooms);
                assertThat(outcome(frames)).isEqualTo("ack");
                assertThat(count(frames, "synced")).isEqualTo(1_000);
            }
            assertThat(outcome(client.sync(rooms))).isEqualTo("throttled");
        }
    }

    @Test
    void costlyRoomsAreChargedToLaterFrames() {
        try (var client = ada.connect()) {
            assertThat(outcome(client.sync(unknown(1_000)))).isEqualTo("ack");
            assertThat(outcome(client.sync(Map.of()))).isEqualTo("throttled");
            server.clock.forward(Duration.ofSeconds(1));
            assertThat(outcome(client.sync(Map.of()))).isEqualTo("throttled");
            server.clock.forward(Duration.ofSeconds(1));
            assertThat(outcome(client.sync(Map.of()))).isEqualTo("ack");
        }
    }

    @Test
    void syncReportsARoomLeftWhileOffline() {
        var bob = server.person("bob");
        var room = server.room(bob, ada);
        server.chat.members().leave(ada.id(), room);
        try (var client = ada.connect()) {
            var frames = client.sync(Map.of(room, 2L));
            assertThat(frames).map(Client::type).containsExactly("room.left", "ack");
            server.chat.members().add(bob.id(), room, Set.of(ada.id()));
            assertThat(client.next("room.created").path("room_id").asText()).isEqualTo(room.toString());
        }
    }
}
