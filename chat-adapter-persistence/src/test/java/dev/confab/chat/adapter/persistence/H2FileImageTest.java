package dev.confab.chat.adapter.persistence;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/**
 * Copies of an H2 file after each acknowledged commit, as a process killed at that moment would leave it. Covers many
 * more moments than {@link H2KillTest}, in one process.
 */
class H2FileImageTest {

    private static final int RETENTION = 10;
    private static final int COMMITS = 150;

    @Test
    void acknowledgedCommitIsInFileAlsoInReusedSpace() throws Exception {
        var folder = Databases.temporaryFolder();
        var settings = Databases.settings("jdbc:h2:file:" + folder.resolve("chat") + ";RETENTION_TIME=" + RETENTION);
        try (var adapter = PersistenceAdapter.open(settings)) {
            var chat = new Chat(adapter);
            for (int commit = 1; commit <= COMMITS; commit++) {
                if (commit % 5 == 0) {
                    Thread.sleep(2 * RETENTION); // so that what the last commits freed may be reused
                }
                chat.user();
                assertThat(usersIn(copy(folder)))
                        .as("users after commit %d", commit)
                        .isEqualTo(commit);
            }
        }
    }

    private static Path copy(Path folder) throws IOException {
        var copy = folder.resolve("copy");
        Files.copy(folder.resolve("chat.mv.db"), folder.resolve("copy.mv.db"), REPLACE_EXISTING);
        return copy;
    }

    private static int usersIn(Path file) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:h2:file:" + file + ";ACCESS_MODE_DATA=r");
                var statement = connection.createStatement();
                var count = statement.executeQuery("select count(*) from app_user")) {
            count.next();
            return count.getInt(1);
        }
    }
}
