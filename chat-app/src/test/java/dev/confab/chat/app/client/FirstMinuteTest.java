package dev.confab.chat.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.app.protocol.ChatApi;
import dev.confab.chat.app.protocol.Credentials;
import dev.confab.chat.app.protocol.Http;
import dev.confab.chat.app.protocol.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first minute of a newcomer at a real terminal, compared with the transcript in the README. */
class FirstMinuteTest {

    private static final String PASSWORD = "correct horse battery";
    private static final String MESSAGE = "Yes! With milk, please.";

    @TempDir
    private Path folder;

    @Test
    void newcomerSignsUpAndSendsAMessageAsTheReadmeShows() throws Exception {
        try (var server = ServerProcess.start(folder);
                var terminal = PseudoTerminal.run(
                        "chat", "--url", server.url().toString(), "--user", "ann", "--room", "kitchen")) {
            terminal.awaitText("Password (press Enter to create an account): ");
            assertThat(terminal.lines()).as("nothing comes before the question").hasSize(1);
            terminal.type("");
            terminal.awaitText("Choose a password: ").type(PASSWORD);
            terminal.awaitText("Repeat the password: ").type(PASSWORD);
            terminal.awaitText("--- kitchen --- 1 member ---").type(MESSAGE);
            terminal.awaitText("> ann: " + MESSAGE).type("/quit");

            assertThat(terminal.awaitExit()).isZero();
            assertThat(terminal.printed()).doesNotContain(PASSWORD);
            assertThat(terminal.lines()).containsSubsequence(beginningOfTranscript());
            assertThat(terminal.lines()).anyMatch(line -> line.matches("\\d\\d:\\d\\d > ann: " + MESSAGE));
            assertThat(transcript()).anyMatch(line -> line.matches("\\d\\d:\\d\\d > ann: " + MESSAGE));
            assertThat(stored(server)).containsExactly(MESSAGE);
        }
    }

    /** The lines of the transcript up to the room, which do not depend on anybody else. */
    private static List<String> beginningOfTranscript() throws IOException {
        var lines = transcript();
        int room = lines.indexOf("      · --- kitchen --- 1 member ---");
        assertThat(room).isEqualTo(4);
        return lines.subList(0, room + 1);
    }

    private static List<String> transcript() throws IOException {
        var readme = Files.readString(Path.of("../README.md"));
        int start = readme.indexOf("Password (press Enter");
        return readme.substring(start, readme.indexOf("```", start)).lines().toList();
    }

    private static List<String> stored(ServerProcess server) {
        try (var http = new Http(server.url(), Http.TIMEOUT)) {
            var api = new ChatApi(http, Tokens.logIn(http, new Credentials("ann", PASSWORD)));
            return api.newest(api.roomByName("kitchen").id(), 10).stream()
                    .filter(message -> !message.isSystem())
                    .map(message -> message.body())
                    .toList();
        }
    }
}
