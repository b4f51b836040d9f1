package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class DataFolderTest {

    private static final Clock CLOCK = Clock.tickMillis(ZoneOffset.UTC);

    @TempDir
    private Path folder;

    @Test
    void filesInOpenFolderBelongToOwnerOnly() throws IOException {
        var data = open(Files.createDirectory(folder.resolve("data")));
        try (var server = ChatServer.start(TestDatabase.H2.install(folder).settings(), CLOCK)) {
            assertThat(server.port()).isPositive();
            assertThat(permissions(data))
                    .containsEntry("confab.mv.db", "rw-------")
                    .containsEntry("auth.secret", "rw-------")
                    .containsEntry("run", "rwx------")
                    .containsEntry("operator.sock", "rw-------")
                    .allSatisfy((name, permissions) -> assertThat(permissions).endsWith("------"));
        }
        assertThat(mode(data)).isEqualTo("rwxr-xr-x");
    }

    @Test
    void openFilesOfEarlierStartsAreClosedAtStart() throws IOException {
        var installation = TestDatabase.H2.install(folder);
        ChatServer.start(installation.settings(), CLOCK).close();
        var data = open(folder.resolve("data"));
        for (var name : new String[] {"confab.mv.db", "auth.secret", "confab.trace.db"}) {
            var file = data.resolve(name);
            if (Files.notExists(file)) {
                Files.createFile(file);
            }
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        }
        var image = Files.createFile(
                Files.createDirectories(data.resolve("images/0a")).resolve("x.file"));
        Files.setPosixFilePermissions(image, PosixFilePermissions.fromString("rw-------"));
        open(image.getParent());
        open(data.resolve("images"));
        open(data.resolve("run"));

        ChatServer.start(installation.settings(), CLOCK).close();

        assertThat(mode(image.getParent())).isEqualTo("rwx------");
        assertThat(permissions(data))
                .containsKeys("confab.mv.db", "confab.trace.db", "auth.secret", "images", "run")
                .allSatisfy((name, permissions) -> assertThat(permissions).endsWith("------"));
    }

    @Test
    void foreignFilesKeepTheirPermissions() throws IOException {
        var data = open(Files.createDirectory(folder.resolve("data")));
        var notes = Files.createFile(data.resolve("notes.txt"));
        Files.setPosixFilePermissions(notes, PosixFilePermissions.fromString("rw-rw-r--"));

        DataFolder.make(data);

        assertThat(mode(notes)).isEqualTo("rw-rw-r--");
    }

    @Test
    void h2FilesOutsideTheFolderAreClosedToo() throws IOException {
        var elsewhere = open(Files.createDirectory(folder.resolve("elsewhere")));
        var installation =
                TestDatabase.H2.install(folder).with("CONFAB_DATABASE_URL", "jdbc:h2:file:" + elsewhere + "/chat");

        ChatServer.start(installation.settings(), CLOCK).close();

        assertThat(permissions(elsewhere)).containsEntry("chat.mv.db", "rw-------");
    }

    private static Path open(Path folder) throws IOException {
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    /** Returns the permissions of all files below {@code folder}, by name. */
    private static Map<String, String> permissions(Path folder) throws IOException {
        var found = new TreeMap<String, String>();
        try (var paths = Files.walk(folder)) {
            for (var path : paths.skip(1).toList()) {
                found.put(path.getFileName().toString(), mode(path));
            }
        }
        return found;
    }
}
