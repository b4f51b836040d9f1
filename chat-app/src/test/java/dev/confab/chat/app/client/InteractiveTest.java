package dev.confab.chat.app.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.confab.chat.app.protocol.ChatApi;
import dev.confab.chat.app.protocol.Credentials;
import dev.confab.chat.app.protocol.Fault;
import dev.confab.chat.app.protocol.Http;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The terminal client of several users against a real server. */
class InteractiveTest {

    private static final String PASSWORD = "correct horse battery";

    @TempDir
    private static Path folder;

    private static ServerProcess server;

    @BeforeAll
    static void start() {
        server = ServerProcess.start(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(assertion);
    }

    /** A user who has signed up and is in a room. */
    private static final class ChattingUser implements AutoCloseable {

        private final ScriptedScreen screen = new ScriptedScreen();
        private final Http http = new Http(server.url(), Http.TIMEOUT);
        private final ChatApi rest;
        private final CompletableFuture<Integer> exit;

        ChattingUser(String user, String room) {
            var tokens = new SignIn(http, screen).withPassword(new Credentials(user, PASSWORD), true);
            rest = new ChatApi(http, tokens);
            var session = new Session(screen, http, tokens, Duration.ofSeconds(5), new Random(1));
            var first = rest.roomByName(room);
            exit = CompletableFuture.supplyAsync(() -> session.run(first));
            eventually(() -> assertThat(screen.prompt()).isEqualTo(room + "> "));
        }

        void shows(String line) {
            eventually(() -> assertThat(screen.shown()).contains(line));
        }

        void notes(String note) {
            eventually(() -> assertThat(screen.notes()).anyMatch(text -> text.contains(note)));
        }

        @Override
        public void close() {
            screen.type("/quit");
            exit.join();
            http.close();
        }
    }

    @Test
    void twoUsersChatAndSeeEachOthersPresence() {
        try (var ann = new ChattingUser("ann1", "talk")) {
            try (var bob = new ChattingUser("bob1", "talk")) {
                ann.notes("bob1 joined");
                ann.notes("bob1 is online");
                bob.screen.type("hello", "//not a command");
                ann.shows("  bob1: hello");
                ann.shows("  bob1: /not a command");
                bob.shows("> bob1: hello");
                ann.screen.type("/who");
                ann.notes("online: ann1, bob1");
            }
            ann.notes("bob1 is offline");
            ann.screen.type("/who");
            ann.notes("offline: bob1");
        }
    }

    @Test
    void joinChangesTheRoom() {
        try (var ann = new ChattingUser("ann2", "here");
                var bob = new ChattingUser("bob2", "there")) {
            ann.screen.type("/join there", "I am here too");
            bob.shows("  ann2: I am here too");
            ann.screen.type("/rooms");
            ann.notes(" 1  there");
            ann.notes(" 2  here");
            ann.screen.type("/join 2", "back again");
            ann.shows("> ann2: back again");
            assertThat(bob.screen.shown()).containsExactly("  ann2: I am here too");
            bob.screen.type("where are you?");
            ann.notes("bob2 wrote in there (1 unread)");
        }
    }

    @Test
    void directOpensARoomWithOneUser() {
        try (var ann = new ChattingUser("ann3", "crowd");
                var bob = new ChattingUser("bob3", "crowd")) {
            ann.screen.type("/direct BOB3", "a secret");
            bob.notes("ann3 wrote to you (1 unread)");
            bob.screen.type("/rooms", "/join 1");
            bob.shows("  ann3: a secret");
            ann.screen.type("/direct nobody-of-that-name");
            ann.notes("no user is named nobody-of-that-name");
        }
    }

    @Test
    void historyShowsEarlierMessagesUpToTheFirst() {
        try (var ann = new ChattingUser("ann4", "long")) {
            ann.screen.type(
                    IntStream.rangeClosed(1, 30).mapToObj(i -> "line " + i).toArray(String[]::new));
            ann.shows("> ann4: line 30");
        }
        try (var bob = new ChattingUser("bob4", "long")) {
            bob.shows("  ann4: line 30");
            assertThat(bob.screen.shown()).hasSize(Conversation.FIRST_SHOWN).contains("  ann4: line 11");
            bob.screen.type("/history 4");
            bob.shows("  ann4: line 7");
            bob.screen.type("/history");
            bob.shows("  ann4: line 1");
            assertThat(bob.screen.shown()).hasSize(30).doesNotHaveDuplicates();
            bob.screen.type("/history");
            bob.notes("no earlier messages");
        }
    }

    @Test
    void unknownCommandIsNotSent() {
        try (var ann = new ChattingUser("ann5", "typos")) {
            ann.screen.type("/qiut", "/help", "/join", "real message");
            ann.shows("> ann5: real message");
            ann.notes("unknown command; /help lists all commands");
            ann.notes("/direct USER");
            assertThat(ann.screen.shown()).hasSize(1);
        }
    }

    @Test
    void emptyPasswordLeadsToSignUp() {
        try (var http = new Http(server.url(), Http.TIMEOUT)) {
            var screen = new ScriptedScreen().type("", PASSWORD, PASSWORD);
            assertThat(new SignIn(http, screen).asking("newcomer", false)).isPresent();
            assertThat(screen.notes())
                    .containsExactly(
                            SignIn.PASSWORD_PROMPT,
                            "Choose a password: ",
                            "Repeat the password: ",
                            "Welcome, newcomer!");
            assertThat(new SignIn(http, new ScriptedScreen().type("wrong one", PASSWORD)).asking("newcomer", false))
                    .isPresent();
        }
    }

    @Test
    void weakOrMistypedPasswordIsAskedAgain() {
        try (var http = new Http(server.url(), Http.TIMEOUT)) {
            var screen = new ScriptedScreen().type("short", "short", PASSWORD, "mistyped", PASSWORD, PASSWORD);
            assertThat(new SignIn(http, screen).asking("careful", true)).isPresent();
            assertThat(screen.notes()).contains("Must be at least 8 characters.", "The passwords do not match.");
        }
    }

    @Test
    void wrongPasswordsEndAfterThreeAttempts() {
        try (var http = new Http(server.url(), Http.TIMEOUT)) {
            var screen = new ScriptedScreen().type("guess 1", "guess 2", "guess 3");
            assertThatThrownBy(() -> new SignIn(http, screen).asking("somebody", false))
                    .isInstanceOf(Fault.SignedOut.class);
            assertThat(screen.notes())
                    .filteredOn("Wrong user name or password."::equals)
                    .hasSize(3);
        }
    }
}
