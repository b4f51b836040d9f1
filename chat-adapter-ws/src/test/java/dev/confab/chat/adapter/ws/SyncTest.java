package dev.confab.chat.adapter.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.confab.chat.application.sync.Sync;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.RoomId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Responses to {@code sync}. */
class SyncTest {

    private final TestServer server = new TestServer(Change.reconcile(Duration.ofMillis(400)));
    private final Person ada = server.person("ada");
    private final Person bob = server.person("bob");
    private final RoomId room = server.room(ada, bob);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void syncReturnsChangesSinceTheVersionInTheirCurrentState() {
        var first = server.post(ada, room, "first");
        server.post(bob, room, "second");
        long known = version();
        server.chat.messaging().edit(ada.id(), room, first.id(), new Body("better"));
        server.post(ada, room, "third");
        try (var bobs = bob.connect()) {
            var frames = bobs.sync(Map.of(room, known));
            assertThat(types(frames)).containsExactly("synced", "ack");
            var synced = frames.get(0);
            assertThat(synced.path("from").asLong()).isEqualTo(known);
            assertThat(synced.path("to").asLong()).isEqualTo(version());
            assertThat(synced.path("complete").asBoolean()).isTrue();
            assertThat(synced.path("room").path("version").asLong()).isEqualTo(version());
            assertThat(bodies(synced)).containsExactly("better", "third");
            assertThat(synced.path("users")).isEmpty();
        }
    }

    @Test
    void syncReturnsNewMembers() {
        long known = version();
        server.chat.members().add(ada.id(), room, Set.of(server.person("cleo").id()));
        try (var bobs = bob.connect()) {
            var synced = bobs.sync(Map.of(room, known)).get(0);
            assertThat(synced.path("users")).hasSize(1);
            assertThat(synced.path("users").path(0).path("username").asText()).isEqualTo("cleo");
        }
    }

    @Test
    void unchangedRoomIsConfirmedAndLiveFramesContinue() {
        try (var bobs = bob.connect()) {
            var frames = bobs.sync(Map.of(room, version()));
            assertThat(frames.get(0).path("from")).isEqualTo(frames.get(0).path("to"));
            server.post(ada, room, "live");
            assertThat(bobs.next("message.created").path("version").asLong()).isEqualTo(version());
        }
    }

    @Test
    void unknownVersionResetsTheRoom() {
        try (var bobs = bob.connect()) {
            assertThat(reset(bobs.sync(Map.of(room, version() + 7)))).isTrue();
            assertThat(reset(bobs.sync(Map.of(room, -3L)))).isTrue();
            bobs.ledger().beginSync();
            bobs.send("{\"type\":\"sync\",\"ref\":1,\"rooms\":{\"" + room + "\":\"2\"}}");
            assertThat(bobs.next("synced").path("reset").asBoolean()).isTrue();
            bobs.next("ack");
        }
    }

    @Test
    void tooManyChangesResetTheRoom() {
        long known = version();
        IntStream.rangeClosed(1, Sync.MAX_CHANGES).forEach(number -> server.post(ada, room, "m" + number));
        try (var bobs = bob.connect()) {
            var all = bobs.sync(Map.of(room, known));
            assertThat(reset(all)).isFalse();
            assertThat(all.stream()
                            .mapToInt(frame -> frame.path("messages").size())
                            .sum())
                    .isEqualTo(Sync.MAX_CHANGES);
            server.post(ada, room, "one more");
            var synced = bobs.sync(Map.of(room, known)).stream()
                    .filter(frame -> Client.type(frame).equals("synced"))
                    .toList();
            assertThat(synced).hasSize(1);
            assertThat(synced.get(0).path("reset").asBoolean()).isTrue();
            assertThat(synced.get(0).path("messages")).isEmpty();
        }
    }

    @Test
    void longResponseIsSplitAndItsLastPartIsComplete() {
        long known = version();
        IntStream.rangeClosed(1, 60).forEach(number -> server.post(ada, room, "x".repeat(9_000) + number));
        try (var bobs = bob.connect()) {
            var synced = bobs.sync(Map.of(room, known)).stream()
                    .filter(frame -> Client.type(frame).equals("synced"))
                    .toList();
            assertThat(synced).hasSizeGreaterThan(2);
            assertThat(synced)
                    .allSatisfy(part -> assertThat(part.path("from").asLong()).isEqualTo(known));
            assertThat(synced.stream().filter(part -> part.path("complete").asBoolean()))
                    .containsExactly(synced.get(synced.size() - 1));
            assertThat(synced.stream()
                            .mapToInt(part -> part.path("messages").size())
                            .sum())
                    .isEqualTo(60);
        }
    }

    @Test
    void syncReportsLeftRoomsAndNewRooms() {
        var other = server.room(ada, bob);
        long known = server.chat.rooms().find(bob.id(), other).room().version();
        server.chat.members().leave(bob.id(), other);
        var fresh = server.room(ada, bob);
        try (var bobs = bob.connect()) {
            var stranger = new RoomId(UUID.randomUUID());
            var frames = bobs.sync(Map.of(other, known, stranger, 5L, room, version()));
            assertThat(rooms(frames, "room.left")).containsExactlyInAnyOrder(other.toString(), stranger.toString());
            assertThat(rooms(frames, "room.created")).containsExactly(fresh.toString());
            assertThat(rooms(frames, "synced")).containsExactly(room.toString());
            server.post(ada, fresh, "hello");
            bobs.next("message.created");
            assertThat(rooms(bobs.sync(Map.of(room, version())), "room.created"))
                    .isEmpty();
        }
    }

    @Test
    void roomCreatedBeforeTheSyncIsNotSentAgain() {
        try (var bobs = bob.connect()) {
            var fresh = server.room(ada, bob);
            assertThat(bobs.next("room.created").path("room_id").asText()).isEqualTo(fresh.toString());
            var frames = bobs.sync(Map.of(room, version()));
            assertThat(rooms(frames, "room.created")).isEmpty();
            server.post(ada, fresh, "hello");
            bobs.next("message.created");
        }
    }

    @Test
    void unavailableStoreIsAnErrorAndLiveFramesContinue() {
        try (var bobs = bob.connect()) {
            server.transactions.goAway();
            bobs.send("{\"type\":\"sync\",\"ref\":1,\"rooms\":{\"" + room + "\":1}}");
            assertThat(bobs.next("error").path("errors").path(0).path("code").asText())
                    .isEqualTo("unavailable");
            server.transactions.comeBack();
            server.post(ada, room, "live");
            bobs.next("message.created");
        }
    }

    private long version() {
        return server.chat.rooms().find(ada.id(), room).room().version();
    }

    private static List<String> types(List<JsonNode> frames) {
        return frames.stream().map(Client::type).toList();
    }

    private static List<String> rooms(List<JsonNode> frames, String type) {
        return frames.stream()
                .filter(frame -> Client.type(frame).equals(type))
                .map(frame -> frame.path("room_id").asText())
                .toList();
    }

    private static boolean reset(List<JsonNode> frames) {
        return frames.get(0).path("reset").asBoolean();
    }

    private static List<String> bodies(JsonNode frame) {
        return StreamSupport.stream(frame.path("messages").spliterator(), false)
                .map(message -> message.path("body").asText())
                .toList();
    }
}
