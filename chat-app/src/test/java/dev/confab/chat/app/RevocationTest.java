package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A permission revoked on one node ends the user's access on sockets of another node. Ann owns the rooms and acts on
 * the first node. Eve, on the second node, receives everything.
 */
class RevocationTest extends RevocationFixture {

    // --- the account -----------------------------------------------------------------------------------------------

    @Test
    void logOutClosesOnlySocketsOfThatLogIn() {
        var phone = somebody();
        var laptop = another(phone, pair(phone));
        var refresh = pair(phone);
        var tablet = another(phone, refresh);
        try (var lost = tablet.at(there.url()).connect();
                var kept = laptop.at(there.url()).connect()) {
            logOut(refresh);
            assertIsOut(tablet, lost, 4401);
            assertIsOn(kept);
        }
    }

    private void logOut(JsonNode pair) {
        var refresh = Map.of("refresh", pair.path("refresh").asText());
        assertThat(nobody().send("POST", "/api/v1/auth/token/blacklist/", refresh)
                        .statusCode())
                .isBetween(200, 204);
    }

    @Test
    void reusedRefreshTokenEndsLogIn() {
        var person = somebody();
        var pair = pair(person);
        var stolen = another(person, pair);
        try (var socket = stolen.at(there.url()).connect()) {
            var refresh = Map.of("refresh", pair.path("refresh").asText());
            var next = nobody().call("POST", "/api/v1/auth/token/refresh/", refresh, 200);
            var used = Map.of("refresh", next.path("refresh").asText());
            nobody().call("POST", "/api/v1/auth/token/refresh/", used, 200);
            nobody().call("POST", "/api/v1/auth/token/refresh/", refresh, 401);
            assertIsOut(stolen, socket, 4401);
        }
    }

    @Test
    void passwordChangeKeepsOnlyCurrentLogIn() {
        var phone = somebody();
        var laptop = another(phone, pair(phone));
        try (var kept = phone.at(there.url()).connect();
                var lost = laptop.at(there.url()).connect()) {
            phone.changePassword("another horse entirely");
            assertIsOut(laptop, lost, 4401);
            assertIsOn(kept);
        }
    }

    @Test
    void deactivationClosesAllSockets() {
        var person = somebody();
        try (var one = person.at(there.url()).connect();
                var two = person.at(there.url()).connect()) {
            person.deactivate();
            assertIsOut(person, one, 4500);
            assertThat(two.awaitClose()).isEqualTo(4500);
        }
    }

    @Test
    void staffActionsReachSocketsOnAllNodes() {
        var person = somebody();
        try (var closed = person.at(there.url()).connect()) {
            admin("DELETE", person, "connections/", null, 204);
            assertThat(closed.awaitClose()).isEqualTo(1001);
        }
        try (var lost = person.at(there.url()).connect()) {
            admin("PATCH", person, "", Map.of("password", "another horse entirely"), 200);
            assertIsOut(person, lost, 4401);
        }
        admin("PATCH", person, "", Map.of("password", TestUser.PASSWORD), 200);
        var again = another(person, pair(person));
        try (var gone = again.at(there.url()).connect()) {
            admin("PATCH", person, "", Map.of("is_active", false), 200);
            assertIsOut(again, gone, 4500);
        }
        admin("PATCH", person, "", Map.of("is_active", true), 200);
        another(person, pair(person)).at(there.url()).connect().close();
    }

    private void admin(String method, TestUser about, String path, Object body, int status) {
        root.call(method, "/api/v1/admin/users/" + about.id() + "/" + path, body, status);
    }

    // --- the room --------------------------------------------------------------------------------------------------

    @Test
    void removedMemberReceivesNothingMore() {
        var person = somebody();
        var room = room(person, false);
        try (var socket = person.at(there.url()).connect()) {
            ann.call("DELETE", inRoom(room, "users/" + membership(room, person) + "/"), null, 204);
            assertHearsNothingAfter("room.left", room, socket);
            assertThat(at(there, person, inRoom(room, "messages/"))).isEqualTo(404);
        }
    }

    @Test
    void bannedMemberReceivesNothingMore() {
        var person = somebody();
        var room = room(person, true);
        try (var socket = person.at(there.url()).connect()) {
            ann.call("POST", inRoom(room, "users/" + membership(room, person) + "/ban/"), Map.of(), 200);
            assertHearsNothingAfter("room.left", room, socket);
            assertThat(at(there, person, inRoom(room, ""))).isEqualTo(404);
        }
    }

    @Test
    void leavingMemberReceivesNothingMore() {
        var person = somebody();
        var room = room(person, false);
        try (var socket = person.at(there.url()).connect()) {
            person.call("POST", inRoom(room, "leave/"), Map.of(), 204);
            assertHearsNothingAfter("room.left", room, socket);
        }
    }

    @Test
    void deletedRoomIsGoneForAllMembers() {
        var person = somebody();
        var room = room(person, false);
        try (var socket = person.at(there.url()).connect()) {
            ann.call("DELETE", inRoom(room, ""), null, 204);
            for (var each : List.of(socket, evesSocket)) {
                each.await(frame -> isOf(frame, "room.deleted", room));
            }
            assertThat(at(there, person, inRoom(room, ""))).isEqualTo(404);
            assertIsLastOf(room, "room.deleted", socket);
        }
    }

    @Test
    void roleChangeReachesBothNodes() {
        var person = somebody();
        var room = room(person, false);
        var membership = membership(room, person);
        try (var socket = person.at(there.url()).connect()) {
            for (var role : List.of("admin", "member")) {
                ann.call("PATCH", inRoom(room, "users/" + membership + "/"), Map.of("role", role), 200);
                socket.await(frame -> tellsRole(frame, room, membership, role));
                var invite = person.at(there.url()).send("POST", inRoom(room, "invites/"), Map.of());
                assertThat(invite.statusCode()).isEqualTo(role.equals("admin") ? 201 : 403);
            }
        }
    }

    private static boolean tellsRole(JsonNode frame, String room, String membership, String role) {
        return frame.path("room_id").asText().equals(room)
                && frame.path("users")
                        .valueStream()
                        .anyMatch(user -> user.path("id").asText().equals(membership)
                                && user.path("role").asText().equals(role));
    }

    /** The reconciliation finds every revocation in the store within seconds. */
    @Test
    void revocationsReachSocketsWithoutBroker() throws Exception {
        redis.kill();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var cases = Stream.<Runnable>of(
                            this::logOutClosesOnlySocketsOfThatLogIn,
                            this::reusedRefreshTokenEndsLogIn,
                            this::passwordChangeKeepsOnlyCurrentLogIn,
                            this::deactivationClosesAllSockets,
                            this::removedMemberReceivesNothingMore,
                            this::bannedMemberReceivesNothingMore,
                            this::leavingMemberReceivesNothingMore,
                            this::deletedRoomIsGoneForAllMembers,
                            this::roleChangeReachesBothNodes)
                    .map(threads::submit)
                    .toList();
            for (var each : cases) {
                each.get();
            }
        } finally {
            redis.restart();
        }
    }
}
