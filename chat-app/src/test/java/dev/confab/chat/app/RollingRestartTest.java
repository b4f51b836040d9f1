package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.confab.chat.adapter.fanout.RedisServer;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restarts two nodes one after the other under load on both. */
class RollingRestartTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PEOPLE = 25;
    private static final int MOST_WAIT = 5_000;

    @TempDir
    private Path folder;

    @Test
    void rollingRestartLosesNothingAndAnnouncesReconnect() throws Exception {
        try (var redis = RedisServer.start()) {
            var installation = TestDatabase.POSTGRESQL
                    .install(folder)
                    .with("CONFAB_LIMITS", "off")
                    .with("CONFAB_REDIS_URL", redis.url());
            var accounts = BulkAccounts.create(installation, SampleLines.nicknames(PEOPLE + 1));
            var guest = accounts.get(PEOPLE);
            try (var one = Node.start(installation);
                    var two = Node.start(installation);
                    var company =
                            new UserSimulation(1, accounts.subList(0, PEOPLE), List.of(guest), List.of(one, two))) {
                for (var node : List.of(one, two)) {
                    awaitActs(company);
                    replace(node, guest.at(node.url()), company.sharedRoom());
                }
                awaitActs(company);
                company.finish();
                new ConsistencyCheck(company, one.url(), PATIENCE).check();
                assertThat(company.users())
                        .flatMap(SimulatedUser::closeCodes)
                        .isNotEmpty()
                        .containsOnly(1001);
            }
        }
    }

    /** Returns when the users have performed further actions. */
    private static void awaitActs(UserSimulation company) {
        int enough = company.acknowledged() + 5 * PEOPLE;
        await().atMost(PATIENCE).until(() -> {
            company.requireRunning();
            return company.acknowledged() >= enough;
        });
    }

    private static void replace(Node node, TestUser guest, String room) throws Exception {
        assertThat(isReady(guest)).isTrue();
        try (var socket = guest.connect();
                var slow = new SlowPost(node.port(), guest, room)) {
            slow.begin();
            var code = CompletableFuture.supplyAsync(node::stop);
            assertThat(socket.awaitType("going_away").path("retry_ms").asInt()).isBetween(0, MOST_WAIT);
            assertThat(isReady(guest)).isFalse();
            assertThat(socket.awaitClose()).isEqualTo(1001);
            assertThat(slow.end()).startsWith("HTTP/1.1 201");
            assertThat(code.join()).isZero();
        }
        node.restart();
    }

    private static boolean isReady(TestUser anybody) {
        try {
            return anybody.send("GET", "/health/ready", null).statusCode() == 200;
        } catch (UncheckedIOException gone) {
            return false;
        }
    }
}
