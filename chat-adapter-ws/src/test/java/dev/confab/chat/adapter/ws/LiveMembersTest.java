package dev.confab.chat.adapter.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Role;
import dev.confab.chat.domain.room.RoomId;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Members who join, leave or change while sockets are open. */
class LiveMembersTest {

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
    void addedMemberGetsTheRoomAndOthersGetTheMember() {
        var room = server.room(ada, bob);
        server.post(ada, room, "before");
        try (var bobs = bob.connect();
                var cleos = cleo.connect()) {
            server.chat.members().add(ada.id(), room, Set.of(cleo.id()));
            var joined = bobs.next("member.joined");
            assertThat(joined.path("version").asLong()).isEqualTo(4);
            assertThat(user(joined).path("username").asText()).isEqualTo("cleo");
            assertThat(user(joined).path("is_me").asBoolean()).isFalse();
            assertThat(user(joined).path("is_online").asBoolean()).isTrue();
            assertThat(cleos.next("room.created").path("room").path("role").asText())
                    .isEqualTo("member");
            server.post(ada, room, "after");
            assertThat(cleos.next("message.created").path("version").asLong()).isEqualTo(5);
            assertThat(cleos.typesUpToNow()).isEmpty();
        }
    }

    @Test
    void joiningByPostingSendsTheRoomOnce() {
        var room = server.publicRoom(ada);
        try (var bobs = bob.connect()) {
            bobs.send("{\"room_id\":\"" + room + "\",\"body\":\"Hi\"}");
            var created = bobs.next("room.created");
            assertThat(created.path("room").path("last_message").path("body").asText())
                    .isEqualTo("Hi");
            assertThat(created.path("version").asLong()).isEqualTo(3);
            assertThat(created.path("room").path("is_muted").asBoolean()).isTrue();
            server.post(ada, room, "Welcome");
            assertThat(bobs.next("message.created").path("version").asLong()).isEqualTo(4);
        }
    }

    @Test
    void memberWhoLeavesGetsNoFurtherFrames() {
        var room = server.room(ada, bob, cleo);
        try (var bobs = bob.connect();
                var cleos = cleo.connect()) {
            server.chat.members().leave(bob.id(), room);
            var left = bobs.next("room.left");
            assertThat(left.path("room_id").asText()).isEqualTo(room.toString());
            assertThat(left.path("room").path("id").asText()).isEqualTo(room.toString());
            var gone = cleos.next("member.left");
            assertThat(user(gone).path("username").asText()).isEqualTo("bob");
            assertThat(user(gone).path("is_active").asBoolean()).isFalse();
            server.post(ada, room, "he is gone");
            cleos.next("message.created");
            assertThat(bobs.upToNow()).isEmpty();
        }
    }

    @Test
    void removedOrBannedMemberGetsNoFurtherFrames() {
        var room = server.room(ada, bob, cleo);
        var cleosId = membership(room, cleo);
        try (var bobs = bob.connect();
                var cleos = cleo.connect()) {
            server.chat.members().remove(ada.id(), room, membership(room, bob));
            bobs.next("room.left");
            server.chat.members().ban(ada.id(), room, cleosId);
            cleos.next("room.left");
            server.post(ada, room, "alone at last");
            assertThat(bobs.upToNow()).isEmpty();
            assertThat(cleos.upToNow()).isEmpty();
            server.chat.members().unban(ada.id(), room, cleosId);
            assertThat(cleos.upToNow()).isEmpty();
        }
    }

    @Test
    void memberWhoRejoinsGetsTheRoomAgain() {
        var room = server.publicRoom(ada);
        server.chat.members().join(bob.id(), room);
        try (var bobs = bob.connect()) {
            for (int time = 0; time < 3; time++) {
                server.chat.members().leave(bob.id(), room);
                bobs.next("room.left");
                server.post(ada, room, "meanwhile");
                server.chat.members().join(bob.id(), room);
                bobs.next("room.created");
                server.post(ada, room, "again");
                bobs.next("message.created");
            }
        }
    }

    @Test
    void newRoleIsSentToAllMembers() {
        var room = server.room(ada, bob, cleo);
        try (var bobs = bob.connect();
                var cleos = cleo.connect()) {
            server.chat.members().changeRole(ada.id(), room, membership(room, bob), Role.ADMIN);
            var own = user(bobs.next("member.updated"));
            assertThat(own.path("role").asText()).isEqualTo("admin");
            assertThat(own.path("is_me").asBoolean()).isTrue();
            assertThat(user(cleos.next("member.updated")).path("is_me").asBoolean())
                    .isFalse();
        }
    }

    @Test
    void bulkAddSendsOneFrameAndVersionPerMember() {
        var room = server.room(ada);
        try (var adas = ada.connect()) {
            server.chat.members().add(ada.id(), room, Set.of(bob.id(), cleo.id()));
            assertThat(adas.next("member.joined").path("version").asLong()).isEqualTo(2);
            assertThat(adas.next("member.joined").path("version").asLong()).isEqualTo(3);
        }
    }

    @Test
    void presenceIsSentInEverySharedRoom() {
        var one = server.room(ada, bob);
        var two = server.room(ada, bob);
        server.room(ada, cleo);
        try (var adas = ada.connect()) {
            var bobs = bob.connect();
            var tab = bob.onAnotherDevice().connect();
            assertThat(Stream.generate(() -> adas.next("presence")).limit(2))
                    .extracting(frame -> frame.path("room_id").asText())
                    .containsExactlyInAnyOrder(one.toString(), two.toString());
            assertThat(bobs.upToNow()).isEmpty();
            tab.close();
            bobs.close();
            tab.closeCode();
            bobs.closeCode();
            server.timer.ring();
            var gone = adas.next("presence");
            assertThat(user(gone).path("username").asText()).isEqualTo("bob");
            assertThat(user(gone).path("is_online").asBoolean()).isFalse();
            assertThat(gone.has("version")).isFalse();
        }
    }

    private MembershipId membership(RoomId room, Person person) {
        return server.chat.members().all(ada.id(), room).stream()
                .map(Member::membership)
                .filter(membership -> membership.isOf(person.id()))
                .findFirst()
                .map(membership -> membership.id())
                .orElseThrow();
    }

    private static JsonNode user(JsonNode frame) {
        return frame.path("users").path(0);
    }
}
