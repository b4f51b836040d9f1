package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the backup and restore procedures of docs/operations.md on the embedded database. */
class BackupTest {

    @TempDir
    private Path folder;

    private Installation installation;
    private Installation restored;

    @BeforeEach
    void install() throws IOException {
        installation = TestDatabase.H2.install(folder.resolve("original"));
        restored = TestDatabase.H2.install(folder.resolve("restored"));
        Files.createDirectories(data(restored));
    }

    @Test
    void copyOfFrozenServersFileHoldsAllAcknowledgedMessages() throws Exception {
        try (var server = ChildServer.start(installation)) {
            var user = TestUser.signUp(server.url(), "ann");
            var room = createRoom(user);
            signal("STOP", server);
            copy("confab.mv.db", "auth.secret");
            signal("CONT", server);

            createRoom(user); // the server goes on
            assertThatTheRestoredServerShows(user, room);
        }
    }

    @Test
    void scriptOfStoppedServerHoldsAllData() throws Exception {
        TestUser user;
        String room;
        try (var server = ChildServer.start(installation)) {
            user = TestUser.signUp(server.url(), "ann");
            room = createRoom(user);
            server.stop();
        }
        copy("auth.secret");
        var script = folder.resolve("confab.sql").toString();
        tool("Script", "jdbc:h2:file:" + data(installation).resolve("confab") + ";ACCESS_MODE_DATA=r", script);
        tool("RunScript", "jdbc:h2:file:" + data(restored).resolve("confab") + ";MAX_COMPACT_TIME=0", script);

        assertThatTheRestoredServerShows(user, room);
    }

    @Test
    void unusableFileExitsWithOneAndOneLine() throws IOException {
        var file = Files.createFile(data(restored).resolve("confab.mv.db"));
        for (var command : List.of("serve", "migrate")) {
            var typed = CommandResult.command(restored, "", command);

            assertThat(typed.code()).isEqualTo(1);
            assertThat(typed.out()).isEmpty();
            assertThat(typed.err())
                    .startsWith("The database file " + file + " is empty. Put a backup in its place")
                    .hasLineCount(1);
        }
    }

    private static Path data(Installation installation) {
        return installation.folder().resolve("data");
    }

    private static String createRoom(TestUser user) {
        return user.post("rooms/", Map.of("title", "The lobby", "is_public", false), 201)
                .path("id")
                .asText();
    }

    private void copy(String... files) throws IOException {
        for (var file : files) {
            Files.copy(data(installation).resolve(file), data(restored).resolve(file));
        }
    }

    private void assertThatTheRestoredServerShows(TestUser user, String room) {
        try (var server = ChildServer.start(restored)) {
            assertThat(user.at(server.url())
                            .get("rooms/" + room + "/")
                            .path("id")
                            .asText())
                    .isEqualTo(room);
        }
    }

    private static void signal(String name, ChildServer server) throws Exception {
        run("kill", "-" + name, String.valueOf(server.pid()));
    }

    private static void tool(String name, String url, String script) throws Exception {
        run(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.h2.tools." + name,
                "-url",
                url,
                "-user",
                "",
                "-script",
                script);
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(Stream.of(command).toList())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }
}
