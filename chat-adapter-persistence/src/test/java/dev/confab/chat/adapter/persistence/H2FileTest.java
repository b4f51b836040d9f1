package dev.confab.chat.adapter.persistence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.adapter.persistence.PersistenceAdapter.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import org.h2.engine.Constants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that this version of H2 must not write to: they are refused and stay unchanged. */
class H2FileTest {

    private static final int BLOCK = 4096;
    private static final int STEP = 9 * BLOCK;
    private static final int USERS = 20;
    private static final byte[] WHOLE = wholeFile();

    private Path file;
    private Settings settings;

    @BeforeEach
    void createFolder() {
        var folder = Databases.temporaryFolder();
        file = folder.resolve("chat.mv.db");
        settings = Databases.settings("jdbc:h2:file:" + folder.resolve("chat"));
    }

    /** One table, created by H2 of that version: {@code create table written (id int)} and a close. */
    @ParameterizedTest
    @CsvSource({"2.1.214, has a format that", "2.4.240, was written by H2 2.4.240", "2.5.252, was written by H2 2.5.252"
    })
    void fileOfOtherVersionIsRefusedAndUnchanged(String version, String problem) throws IOException {
        try (var written = H2FileTest.class.getResourceAsStream("/h2/" + version + ".mv.db")) {
            Files.copy(Objects.requireNonNull(written), file);
        }
        var bytes = Files.readAllBytes(file);

        assertThatThrownBy(() -> PersistenceAdapter.open(settings))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(problem)
                .hasMessageContaining("H2 " + Constants.VERSION)
                .hasMessageContaining("Export it")
                .hasNoCause();
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    @Test
    void emptyFileIsRefused() throws IOException {
        Files.createFile(file);

        assertRefused("is empty");
        assertThat(file).isEmptyFile();
    }

    @Test
    void fileThatIsNoDatabaseIsRefused() throws IOException {
        Files.writeString(file, "This is no database.\n".repeat(1_000));

        assertRefused("is damaged");
        assertThat(file).content(ISO_8859_1).startsWith("This is no database.");
    }

    /** A truncated file is refused unless it is complete; an older state is never shown. */
    @Test
    void truncatedFileIsRefusedOrComplete() throws Exception {
        int refused = 0;
        for (int length = BLOCK; length < WHOLE.length; length += STEP) {
            createFolder(); // within one process H2 keeps the lock of a file that it could not open
            Files.write(file, Arrays.copyOf(WHOLE, length));
            try {
                H2File.requireUsable(settings);
                assertThat(usersInFile()).as("cut off at %d", length).isEqualTo(USERS);
            } catch (IllegalStateException refusal) {
                assertThat(refusal).hasMessageContaining("Put a backup in its place");
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void fileWithoutHeaderIsRefused() throws IOException {
        var bytes = WHOLE.clone();
        Arrays.fill(bytes, 0, 2 * BLOCK, (byte) 0);
        Files.write(file, bytes);

        assertRefused("is damaged");
    }

    @Test
    void completeFileOfThisVersionIsUsed() throws Exception {
        Files.write(file, WHOLE);

        H2File.requireUsable(settings);
        assertThat(usersInFile()).isEqualTo(USERS);
    }

    @Test
    void wrongPasswordIsReportedAsSuch() throws IOException {
        Files.write(file, WHOLE);
        var wrong = new Settings(settings.jdbcUrl(), "nobody", "secret", 1);

        assertThatThrownBy(() -> PersistenceAdapter.open(wrong))
                .rootCause()
                .hasMessageContaining("Wrong user name or password");
    }

    private static byte[] wholeFile() {
        var folder = Databases.temporaryFolder();
        try (var adapter = PersistenceAdapter.open(Databases.settings("jdbc:h2:file:" + folder.resolve("chat")))) {
            var chat = new Chat(adapter);
            for (int user = 0; user < USERS; user++) {
                chat.user();
            }
        }
        try {
            return Files.readAllBytes(folder.resolve("chat.mv.db"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private int usersInFile() throws SQLException {
        try (var connection = DriverManager.getConnection(settings.jdbcUrl() + ";ACCESS_MODE_DATA=r");
                var statement = connection.createStatement();
                var count = statement.executeQuery("select count(*) from app_user")) {
            count.next();
            return count.getInt(1);
        }
    }

    private void assertRefused(String problem) {
        assertThatThrownBy(() -> PersistenceAdapter.open(settings))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(problem);
    }
}
