package dev.confab.chat.adapter.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.RoomProfile;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rooms that are created, updated and deleted while sockets are open. */
class LiveRoomsTest {

    /** Repairs are off, so that all frames are live and nothing else reads from the store. */
    private final TestServer server = new TestServer(Change.repair(Duration.ofMinutes(5), Duration.ofMinutes(5)));

    private final Person ada = server.person("ada");
    private final Person bob = server.person("bob");
    private final Person cleo = server.person("cleo");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void newRoomIsSentToAllConnectionsOfItsMembers() {
        var tab = bob.onAnotherDevice();
        try (var adas = ada.connect();
                var bobs = bob.connect();
                var tabs = tab.connect();
                var cleos = cleo.connect()) {
            var room = server.room(ada, bob);
            for (var client : new Client[] {adas, bobs, tabs}) {
                var created = client.next("room.created");
                assertThat(created.path("room_id").asText()).isEqualTo(room.toString());
                assertThat(created.path("version").asLong()).isEqualTo(2);
                assertThat(created.path("room").path("title").asText()).isEqualTo("Room");
                assertThat(created.path("room").path("member_count").asInt()).isEqualTo(2);
            }
            server.post(ada, room, "welcome");
            assertThat(bobs.next("message.created").path("version").asLong()).isEqualTo(3);
            assertThat(tabs.next("message.created").path("version").asLong()).isEqualTo(3);
            assertThat(cleos.upToNow()).isEmpty();
        }
    }

    @Test
    void roomTitleIsResolvedPerViewer() {
        try (var adas = ada.connect();
                var bobs = bob.connect()) {
            server.chat.rooms().direct(ada.id(), Set.of(bob.id()));
            assertThat(adas.next("room.created").path("room").path("title").asText())
                    .isEqualTo("bob");
            assertThat(bobs.next("room.created").path("room").path("title").asText())
                    .isEqualTo("ada");
        }
    }

    @Test
    void deletedRoomIsSentToAllMembers() {
        var room = server.room(ada, bob);
        try (var adas = ada.connect();
                var bobs = bob.connect()) {
            server.chat.rooms().delete(ada.id(), room);
            assertThat(adas.next("room.deleted").path("room").path("id").asText())
                    .isEqualTo(room.toString());
            assertThat(bobs.next("room.deleted").path("version").asLong()).isEqualTo(3);
        }
    }

    @Test
    void updatedRoomIsResolvedPerViewer() {
        var room = server.room(ada, bob);
        server.post(ada, room, "unread");
        try (var adas = ada.connect();
                var bobs = bob.connect()) {
            rename(room, "New");
            var adasRoom = adas.next("room.updated");
            var bobsRoom = bobs.next("room.updated");
            assertThat(bobsRoom.path("version").asLong()).isEqualTo(4);
            assertThat(bobsRoom.path("room").path("version").asLong()).isEqualTo(4);
            assertThat(bobsRoom.path("room").path("title").asText()).isEqualTo("New");
            assertThat(bobsRoom.path("room").path("message_new_count").asInt()).isEqualTo(1);
            assertThat(bobsRoom.path("room").path("role").asText()).isEqualTo("member");
            assertThat(adasRoom.path("room").path("message_new_count").asInt()).isZero();
            assertThat(adasRoom.path("room").path("role").asText()).isEqualTo("owner");
        }
    }

    @Test
    void updatedRoomIsReadOnceForAllMembers() {
        assertThat(readsOfAnUpdate(server.room(ada, bob, cleo), ada, bob, cleo))
                .isEqualTo(readsOfAnUpdate(server.room(ada), ada));
    }

    private int readsOfAnUpdate(RoomId room, Person... people) {
        var clients = Stream.of(people).map(Person::connect).toList();
        clients.forEach(Client::upToNow);
        int before = server.transactions.reads();
        rename(room, "New");
        clients.forEach(client -> client.next("room.updated"));
        int after = server.transactions.reads();
        clients.forEach(Client::close);
        return after - before;
    }

    @Test
    void eventsAfterAnUpdateWaitUntilItIsRead() {
        var room = server.room(ada, bob);
        try (var bobs = bob.connect()) {
            server.transactions.aroundReading(() -> server.post(ada, room, "while it is read"));
            for (int change = 1; change <= 20; change++) {
                rename(room, "Title " + change);
                server.post(ada, room, "after " + change);
            }
            for (int change = 1; change <= 20; change++) {
                var updated = bobs.next("room.updated");
                assertThat(updated.path("room").path("title").asText()).isEqualTo("Title " + change);
                assertThat(updated.path("room").path("version")).isEqualTo(updated.path("version"));
                assertThat(updated.path("room").path("message_new_count").asInt())
                        .isNotNegative();
            }
            server.transactions.aroundReading(null);
        }
    }

    @Test
    void updateDuringTheConnectDoesNotBlockLaterEvents() {
        var room = server.room(ada, bob);
        server.transactions.aroundReading(() -> rename(room, "Meanwhile"));
        try (var bobs = bob.connect()) {
            server.transactions.aroundReading(null);
            bobs.upToNow();
            server.post(ada, room, "after");
            assertThat(bobs.next("message.created")
                            .path("messages")
                            .path(0)
                            .path("body")
                            .asText())
                    .isEqualTo("after");
        }
    }

    private void rename(RoomId room, String title) {
        server.chat.rooms().changeProfile(ada.id(), room, old -> RoomProfile.of(title, false));
    }
}
