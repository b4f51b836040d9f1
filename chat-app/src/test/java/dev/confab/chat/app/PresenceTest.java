package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.confab.chat.adapter.fanout.RedisServer;
import dev.confab.chat.domain.port.PresenceStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Presence of users on another node, which dies, as seen by Ann. */
class PresenceTest {

    /** Time from the end of a lease to the presence frame, on a slow machine. */
    private static final Duration DELAY = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    @Test
    void usersOfDeadNodeGoOfflineUnlessTheyReconnect() {
        var choice = TunedServer.Choice.SHORT_LEASE;
        run(choice.tuning(), installation -> ChildServer.start(installation, choice));
    }

    @Test
    @Tag("soak")
    void usersOfDeadNodeGoOfflineWithinDefaultLease() {
        assertThat(PresenceStore.LEASE).isEqualTo(Duration.ofSeconds(30));
        run(TestOverrides.USUAL, ChildServer::start);
    }

    private void run(TestOverrides tuning, Function<Installation, ChildServer> starting) {
        try (var redis = RedisServer.start()) {
            var installation = TestDatabase.POSTGRESQL.install(folder).with("CONFAB_REDIS_URL", redis.url());
            try (var here = ChatServer.start(installation.settings(), Clock.tickMillis(ZoneOffset.UTC), tuning);
                    var there = starting.apply(installation);
                    var story = new Story(here, there)) {
                story.moveWithinTheGrace();
                story.dieAndComeBack(tuning.lease());
            }
        }
    }

    private static final class Story implements AutoCloseable {

        private final ChildServer there;
        private final TestUser ann;
        private final TestUser bob;
        private final TestUser cleo;
        private final TestUser dan;
        private final String room;
        private final TestSocket anns;

        Story(ChatServer here, ChildServer there) {
            this.there = there;
            ann = TestUser.signUp(here.url(), "ann");
            bob = TestUser.signUp(here.url(), "bob");
            cleo = TestUser.signUp(here.url(), "cleo");
            dan = TestUser.signUp(here.url(), "dan");
            var users = List.of(bob.id(), cleo.id(), dan.id());
            room = ann.post("rooms/", Map.of("title", "Tea", "is_public", false, "users", users), 201)
                    .path("id")
                    .asText();
            anns = ann.connect();
        }

        /** Bob moves to another node; Dan, who leaves after him, goes offline. */
        void moveWithinTheGrace() {
            var bobs = bob.at(there.url()).connect();
            var dans = dan.at(there.url()).connect();
            awaitPresence(bob, true);
            awaitPresence(dan, true);
            bobs.close();
            try (var moved = bob.connect()) {
                dans.close();
                awaitPresence(dan, false);
                assertThat(moved.closeCode()).isZero();
                assertThat(seen(bob)).containsOnly(true);
            }
        }

        /** Bob and Cleo are on the node that dies. Bob reconnects, Cleo does not. */
        void dieAndComeBack(Duration lease) {
            var bobs = bob.at(there.url()).connect();
            var cleos = cleo.at(there.url()).connect();
            awaitPresence(cleo, true);
            there.kill();
            long death = System.nanoTime();
            assertThat(bobs.awaitClose()).isEqualTo(TestSocket.LOST);
            assertThat(cleos.awaitClose()).isEqualTo(TestSocket.LOST);
            try (var back = bob.connect()) {
                awaitPresence(cleo, false);
                assertThat(Duration.ofNanos(System.nanoTime() - death)).isLessThan(lease.plus(DELAY));
                assertThat(back.closeCode()).isZero();
                assertThat(seen(bob)).containsOnly(true);
                assertThat(online()).containsExactlyInAnyOrder("ann", "bob");
            }
        }

        private void awaitPresence(TestUser person, boolean isOnline) {
            anns.await(frame -> tells(frame, person) && isOnline(frame) == isOnline);
        }

        /** Returns all presence frames about a user that Ann received. */
        private List<Boolean> seen(TestUser person) {
            return anns.heard().stream()
                    .filter(frame -> tells(frame, person))
                    .map(Story::isOnline)
                    .toList();
        }

        private static boolean tells(JsonNode frame, TestUser person) {
            return frame.path("type").asText().equals("presence")
                    && frame.at("/users/0/user_id").asText().equals(person.id());
        }

        private static boolean isOnline(JsonNode frame) {
            return frame.at("/users/0/is_online").asBoolean();
        }

        private List<String> online() {
            return ann.get("rooms/" + room + "/users/")
                    .valueStream()
                    .filter(member -> member.path("is_online").asBoolean())
                    .map(member -> member.path("username").asText())
                    .toList();
        }

        @Override
        public void close() {
            anns.close();
        }
    }
}
