package dev.confab.chat.adapter.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.confab.chat.adapter.ws.Unreliable.Fate;
import dev.confab.chat.domain.port.Unavailable;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.RoomProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Repair of lost, late and duplicated events, without a request of the client. */
class RepairTest {

    private final TestServer server = new TestServer(Change.reconcile(Duration.ofMillis(400)));
    private final Person ada = server.person("ada");
    private final Person bob = server.person("bob");
    private final RoomId room = server.room(ada, bob);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void lostEventIsReadFromTheStoreBeforeLaterOnesAreSent() {
        try (var bobs = bob.connect()) {
            server.unreliable.decideBy(event -> Fate.LOST);
            server.post(ada, room, "lost");
            server.unreliable.decideBy(event -> Fate.DELIVERED);
            server.post(ada, room, "delivered");
            var synced = bobs.next("synced");
            assertThat(bodies(synced)).contains("lost");
            server.post(ada, room, "live");
            assertThat(bodies(bobs.next("message.created"))).containsExactly("live");
        }
    }

    @Test
    void syncStartsAtTheRequestedVersionAfterARepair() throws Exception {
        long known = version();
        try (var bobs = bob.connect();
                var outage = server.unreliable.outage()) {
            server.post(ada, room, "lost");
            assertThat(bodies(bobs.next("synced"))).containsExactly("lost");
            var synced = bobs.sync(Map.of(room, known)).get(0);
            assertThat(synced.path("from").asLong()).isEqualTo(known);
            assertThat(synced.path("to").asLong()).isEqualTo(version());
            assertThat(bodies(synced)).containsExactly("lost");
        }
    }

    @Test
    void reconciliationFindsChangesWhoseEventsWereLost() throws Exception {
        try (var bobs = bob.connect();
                var outage = server.unreliable.outage()) {
            server.post(ada, room, "lost");
            assertThat(bodies(bobs.next("synced"))).containsExactly("lost");
            server.chat.rooms().changeProfile(ada.id(), room, old -> RoomProfile.of("Renamed", false));
            assertThat(bobs.next("synced").path("room").path("title").asText()).isEqualTo("Renamed");
        }
    }

    @Test
    void reorderedEventsAreDeliveredInOrderWithoutARead() {
        try (var calm = new TestServer()) {
            var cleo = calm.person("cleo");
            var hers = calm.room(cleo);
            try (var cleos = cleo.connect()) {
                cleos.upToNow();
                calm.unreliable.decideBy(event -> Fate.LATE);
                calm.post(cleo, hers, "one");
                calm.post(cleo, hers, "two");
                calm.unreliable.decideBy(event -> Fate.DELIVERED);
                calm.post(cleo, hers, "three");
                for (var body : List.of("one", "two", "three")) {
                    assertThat(bodies(cleos.next("message.created"))).containsExactly(body);
                }
                assertThat(cleos.ledger().synced()).isZero();
            }
        }
    }

    @Test
    void duplicateEventIsDeliveredOnce() {
        try (var bobs = bob.connect()) {
            server.unreliable.decideBy(event -> Fate.DUPLICATED);
            server.post(ada, room, "one");
            server.post(ada, room, "two");
            assertThat(bobs.upToNow().stream()
                            .filter(frame -> Client.type(frame).equals("message.created")))
                    .hasSize(2);
        }
    }

    @Test
    void versionAdvancedTriggersARead() throws Exception {
        try (var bobs = bob.connect();
                var outage = server.unreliable.outage()) {
            server.post(ada, room, "too long to tell");
            server.roomEvents.publish(List.of(new RoomEvent.VersionAdvanced(room, version())));
            assertThat(bodies(bobs.next("synced"))).containsExactly("too long to tell");
        }
    }

    @Test
    void lostRemovalIsFoundByReconciliation() throws Exception {
        try (var bobs = bob.connect();
                var outage = server.unreliable.outage()) {
            server.chat.members().leave(bob.id(), room);
            assertThat(bobs.next("room.left").path("room_id").asText()).isEqualTo(room.toString());
        }
    }

    @Test
    void lostDeletionOfARoomIsFoundByReconciliation() throws Exception {
        try (var bobs = bob.connect();
                var outage = server.unreliable.outage()) {
            server.chat.rooms().delete(ada.id(), room);
            bobs.next("room.deleted");
            assertThat(bobs.upToNow()).isEmpty();
        }
    }

    @Test
    void lostJoinIsFoundByReconciliation() throws Exception {
        try (var bobs = bob.connect();
                var outage = server.unreliable.outage()) {
            var fresh = server.room(ada, bob);
            assertThat(bobs.next("room.created").path("room_id").asText()).isEqualTo(fresh.toString());
            server.post(ada, fresh, "hello");
            assertThat(bodies(bobs.next("synced"))).containsExactly("hello");
        }
    }

    @Test
    void lostJoinIsFoundAfterALongOutageOfTheStore() throws Exception {
        try (var bobs = bob.connect();
                var outage = server.unreliable.outage()) {
            server.transactions.goAwayAfterWriting();
            assertThatThrownBy(() -> server.room(ada, bob)).isInstanceOf(Unavailable.class);
            server.clock.forward(Duration.ofMinutes(5));
            server.transactions.comeBack();
            assertThat(bobs.next("room.created").path("room").path("title").asText())
                    .isEqualTo("Room");
        }
    }

    @Test
    void lostEndOfALogInIsFoundByReconciliation() throws Exception {
        var other = bob.onAnotherDevice();
        try (var bobs = bob.connect();
                var others = other.connect();
                var outage = server.unreliable.outage()) {
            server.accounts().logOut(bob.tokens().refresh());
            assertThat(bobs.closeCode()).isEqualTo(4401);
            assertThat(others.upToNow()).isNotNull();
            server.accounts().deactivate(bob.id());
            assertThat(others.closeCode()).isIn(4401, 4500);
        }
    }

    @Test
    void unavailableStoreDelaysARepair() throws Exception {
        try (var bobs = bob.connect();
                var outage = server.unreliable.outage()) {
            server.post(ada, room, "lost");
            server.transactions.goAway();
            server.roomEvents.publish(List.of(new RoomEvent.VersionAdvanced(room, 3)));
            assertThat(bobs.upToNow()).isEmpty();
            server.transactions.comeBack();
            assertThat(bodies(bobs.next("synced"))).containsExactly("lost");
        }
    }

    private long version() {
        return server.chat.rooms().find(ada.id(), room).room().version();
    }

    private static List<String> bodies(JsonNode frame) {
        return StreamSupport.stream(frame.path("messages").spliterator(), false)
                .map(message -> message.path("body").asText())
                .toList();
    }
}
