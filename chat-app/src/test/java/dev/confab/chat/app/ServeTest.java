package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code confab serve} as seen by scripts: streams and exit code. */
class ServeTest {

    @TempDir
    private Path folder;

    @Test
    void startPrintsOneLineAndSignalStopsGracefully() throws Exception {
        var installation = TestDatabase.H2.install(folder);
        try (var server = ChildServer.start(installation)) {
            var ann = TestUser.signUp(server.url(), "ann");
            try (var socket = ann.connect()) {
                assertThat(server.stop()).isZero();
                assertThat(socket.awaitClose()).isEqualTo(1001);
            }
            assertThat(server.out()).containsExactly("Confab is ready on " + server.url());
            assertThat(server.err())
                    .contains("auth.secret", "./confab chat --url " + server.url(), "Stopping", "Stopped")
                    .doesNotContain(
                            Files.readString(folder.resolve("data/auth.secret")).strip())
                    .doesNotContain("WARN", "ERROR", "Exception");
        }
    }

    @Test
    void lockedFolderExitsWithOne() {
        var installation = TestDatabase.H2.install(folder);
        try (var first = ChildServer.start(installation)) {
            for (var command : List.of("serve", "migrate")) {
                var typed = CommandResult.command(installation, "", command);
                assertThat(typed.code()).isEqualTo(1);
                assertThat(typed.out()).isEmpty();
                assertThat(typed.err()).startsWith("Cannot open the database in " + folder.resolve("data"));
            }
            assertThat(first.stop()).isZero();
        }
    }
}
