package dev.confab.chat.app.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.confab.chat.app.protocol.Credentials;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole command with pipes, against a server that tests control. */
class ChatCommandTest {

    private final FakeServer server = new FakeServer(1, 0);

    @AfterEach
    void stop() {
        server.close();
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(assertion);
    }

    private Typist in(String user) {
        var typist = Typist.in(server.url(), user);
        eventually(() -> assertThat(server.openConnections()).isPositive());
        return typist;
    }

    @Test
    void scriptSendsItsLinesPrintsThemAndExits() {
        var ann = in("ann");
        ann.type("hello");
        ann.type("");
        ann.type("  /quit \u001b[31m");
        ann.leave();
        assertThat(ann.exitCode()).isZero();
        assertThat(server.bodies()).containsExactly("hello", "  /quit \u001b[31m");
        assertThat(ann.output().lines())
                .satisfiesExactly(
                        line -> assertThat(line).endsWith(" > ann: hello"),
                        line -> assertThat(line).endsWith(" > ann:   /quit ␛[31m"));
        assertThat(server.openConnections()).isZero();
    }

    @Test
    void earlierMessagesAreShownFirst() {
        IntStream.range(0, 50).forEach(i -> server.say("bob", "old " + i));
        try (var ann = in("ann")) {
            eventually(() -> assertThat(ann.texts())
                    .hasSize(Conversation.FIRST_SHOWN)
                    .last()
                    .isEqualTo("old 49"));
            server.say("bob", "new");
            eventually(() -> assertThat(ann.output()).endsWith("   bob: new\n"));
        }
    }

    @Test
    void shownMessagesAreReportedAsSeen() {
        try (var ann = in("ann")) {
            eventually(() -> assertThat(server.openConnections()).isOne());
            server.say("bob", "one");
            server.say("bob", "two");
            eventually(() -> assertThat(server.seen()).contains("ann 2"));
        }
    }

    @Test
    void existingAccountIsLoggedIn() {
        in("ann").close();
        try (var again = in("ann")) {
            again.type("back");
            eventually(() -> assertThat(again.texts()).containsExactly("back"));
        }
        var other =
                Typist.with("--url", server.url().toString(), "--user", "ann", "--password-stdin", "--room", "lobby");
        other.type("guessed wrong");
        assertThat(other.exitCode()).isOne();
        assertThat(other.notes()).contains("Wrong user name or password.");
    }

    @Test
    void rateLimitedLogInWaitsAndSucceeds() {
        server.accounts().throttle();
        try (var ann = in("ann")) {
            assertThat(ann.notes()).contains("Rate limit reached, waiting 1 s");
        }
    }

    @Test
    void linesTypedOfflineAreSentAfterReconnect() {
        try (var ann = in("ann")) {
            server.turnSocketsAway(true);
            server.closeAll(1001, "");
            eventually(() -> assertThat(ann.notes()).contains("connection lost"));
            var lines = IntStream.range(0, 30).mapToObj(i -> "line " + i).toList();
            lines.forEach(ann::type);
            server.say("bob", "meanwhile");
            server.turnSocketsAway(false);
            eventually(() -> assertThat(ann.texts()).hasSize(31));
            assertThat(ann.texts())
                    .isEqualTo(server.bodies())
                    .filteredOn(lines::contains)
                    .isEqualTo(lines);
            assertThat(ann.notes()).contains("back, caught up with 1 message\n");
        }
    }

    @Test
    void editsAreNotedIncludingThoseMadeWhileOffline() {
        try (var ann = in("ann")) {
            server.say("bob", "helo");
            eventually(() -> assertThat(ann.texts()).containsExactly("helo"));
            server.editLast("hello", true);
            eventually(() -> assertThat(ann.notes()).contains("now reads: hello\n"));
            server.turnSocketsAway(true);
            server.closeAll(1001, "");
            eventually(() -> assertThat(ann.notes()).contains("connection lost"));
            server.editLast("hello!", false);
            server.turnSocketsAway(false);
            eventually(() -> assertThat(ann.notes()).contains("now reads: hello!\n"));
            assertThat(ann.texts()).containsExactly("helo");
        }
    }

    @Test
    void leavingReportsUnsentLines() {
        var ann = in("ann");
        server.turnSocketsAway(true);
        server.closeAll(1001, "");
        eventually(() -> assertThat(ann.notes()).contains("connection lost"));
        Stream.of("one", "two", "three").forEach(ann::type);
        ann.leave();
        assertThat(ann.exitCode()).isOne();
        assertThat(ann.notes()).contains("3 lines could not be sent");
    }

    @Test
    void refusedLineIsNotedAndTheNextIsSent() {
        var ann = in("ann");
        ann.type("x".repeat(11_000));
        ann.type("short");
        ann.leave();
        assertThat(ann.exitCode()).isOne();
        assertThat(ann.notes()).contains("not sent (Must be at most 10000 characters.): xxx");
        assertThat(server.bodies()).containsExactly("short");
    }

    @Test
    void expiredTokenIsRenewedByTheRefreshToken() {
        try (var ann = in("ann")) {
            server.accounts().forgetAccessTokens();
            server.closeAll(4401, "token expired");
            ann.type("still me");
            eventually(() -> assertThat(ann.texts()).containsExactly("still me"));
            assertThat(server.accounts().refreshes()).isOne();
            assertThat(server.accounts().logIns()).isOne();
        }
    }

    @Test
    void endedLogInIsRenewedByThePassword() {
        try (var ann = in("ann")) {
            server.accounts().forgetAccessTokens();
            server.accounts().forgetRefreshTokens();
            server.closeAll(4401, "token expired");
            ann.type("still me");
            eventually(() -> assertThat(ann.texts()).containsExactly("still me"));
            assertThat(server.accounts().logIns()).isEqualTo(2);
        }
    }

    @Test
    void finalCloseCodeEndsTheChat() {
        var ann = in("ann");
        server.closeAll(4500, "This account was closed.");
        assertThat(ann.exitCode()).isOne();
        assertThat(ann.notes()).contains("This account was closed.");
        assertThat(server.connections()).isOne();
    }

    @Test
    void otherCloseCodeLeadsToAReconnect() {
        try (var ann = in("ann")) {
            for (int code : new int[] {1000, 1011, 4400, 4408, 4429}) {
                int before = server.connections();
                server.closeAll(code, "");
                eventually(() -> assertThat(server.connections()).isGreaterThan(before));
                eventually(() -> assertThat(server.openConnections()).isOne());
            }
            assertThat(ann.notes()).contains("connection lost");
        }
    }

    @Test
    void unreachableServerIsNamed() {
        var url = server.url();
        server.close();
        var ann = Typist.in(url, "ann");
        assertThat(ann.exitCode()).isOne();
        assertThat(ann.notes()).contains("Cannot reach " + url + ": connection refused");
    }

    @Test
    void wrongOptionsExitWithTwo() {
        assertThat(Typist.with("--password-stdin", "--user", "ann").exitCode()).isEqualTo(2);
        assertThat(Typist.with("--password-stdin", "--user", "a", "--room", "b", "--url", "ftp://x")
                        .exitCode())
                .isEqualTo(2);
        assertThat(Typist.with("--nonsense").exitCode()).isEqualTo(2);
    }

    @Test
    void passwordAndTokenAreNeverPrinted() {
        var ann = in("ann");
        ann.type("hello");
        ann.leave();
        ann.exitCode();
        assertThat(ann.notes() + ann.output()).doesNotContain("correct horse");
        assertThat(new Credentials("ann", "secret").toString()).doesNotContain("secret");
    }

    /** Frames are lost, repeated and reordered, connections are cut before and after storing, calls fail. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void bothScreensShowEveryLineOnceAndInTheSameOrderWhateverGetsLost(long fixed) {
        long seed = fixed < 3 ? fixed : System.nanoTime();
        try (var unlucky = new FakeServer(seed, 60);
                var ann = Typist.in(unlucky.url(), "ann");
                var bob = Typist.in(unlucky.url(), "bob")) {
            var annsLines = lines("ann");
            var bobsLines = lines("bob");
            IntStream.range(0, annsLines.size()).forEach(i -> {
                ann.type(annsLines.get(i));
                bob.type(bobsLines.get(i));
            });
            eventually(() -> assertThat(unlucky.bodies()).hasSize(50));
            unlucky.stopFaults();
            unlucky.say("eve", "the end");
            eventually(() -> assertThat(ann.texts()).endsWith("the end"));
            eventually(() -> assertThat(bob.texts()).endsWith("the end"));
            var all = unlucky.bodies();
            assertThat(all).as("seed %d", seed).hasSize(51);
            assertThat(all).as("seed %d", seed).filteredOn(annsLines::contains).isEqualTo(annsLines);
            assertThat(all).as("seed %d", seed).filteredOn(bobsLines::contains).isEqualTo(bobsLines);
            assertThat(ann.texts())
                    .as("seed %d", seed)
                    .isEqualTo(all.subList(all.size() - ann.texts().size(), 51));
            assertThat(ann.texts()).as("seed %d", seed).containsAll(annsLines);
            assertThat(bob.texts()).as("seed %d", seed).containsAll(bobsLines);
            assertThat(bob.texts())
                    .as("seed %d", seed)
                    .isEqualTo(all.subList(all.size() - bob.texts().size(), 51));
        }
    }

    private static List<String> lines(String who) {
        return IntStream.range(0, 25).mapToObj(i -> who + " says " + i).toList();
    }

    @Test
    void helpListsOptions() {
        var anybody = Typist.with("--help");
        assertThat(anybody.exitCode()).isZero();
        assertThat(anybody.output()).contains("--password-stdin", "--sign-up", "--room", "--url", "--user");
    }
}
