package dev.confab.chat.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningSecretTest {

    private static final String GIVEN = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path folder;

    private Installation installation;
    private Path file;

    @BeforeEach
    void makeTheDataFolder() {
        installation = TestDatabase.H2.install(folder);
        file = folder.resolve("data").resolve("auth.secret");
        DataFolder.make(folder.resolve("data"));
    }

    @Test
    void configuredSecretIsUsedAndNotStored() {
        var settings = installation.with("CONFAB_AUTH_SECRET", GIVEN).settings();

        assertThat(SigningSecret.of(settings)).asString(UTF_8).isEqualTo(GIVEN);
        assertThat(file).doesNotExist();
    }

    @Test
    void secretIsGeneratedOnceAndReadableByOwnerOnly() throws IOException {
        var first = SigningSecret.of(installation.settings());

        assertThat(first).hasSizeGreaterThanOrEqualTo(32);
        assertThat(SigningSecret.of(installation.settings())).isEqualTo(first);
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(permissions(file.getParent())).isEqualTo("rwx------");
    }

    @Test
    void contentOfFileWorksAsSetting() throws IOException {
        var made = SigningSecret.of(installation.settings());
        var copied = installation
                .with("CONFAB_AUTH_SECRET", Files.readString(file).strip())
                .settings();

        assertThat(SigningSecret.of(copied)).isEqualTo(made);
    }

    @Test
    void installationsHaveDifferentSecrets() {
        var other = TestDatabase.H2.install(folder.resolve("other"));
        DataFolder.make(other.settings().dataDir());

        assertThat(SigningSecret.of(other.settings())).isNotEqualTo(SigningSecret.of(installation.settings()));
    }

    @Test
    void concurrentStartsAgree() throws Exception {
        var settings = installation.settings();
        List<Callable<String>> starts = IntStream.range(0, 20)
                .<Callable<String>>mapToObj(number -> () -> new String(SigningSecret.of(settings), UTF_8))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(starts).stream()
                            .map(start -> start.resultNow())
                            .distinct())
                    .hasSize(1);
        }
    }

    @Test
    void permissionsOfOtherUsersAreRemoved() throws IOException {
        var made = SigningSecret.of(installation.settings());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(SigningSecret.of(installation.settings())).isEqualTo(made);
        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "0123456789abcdef0123456789\0\0\0\0\0\0\0"})
    void damagedFileStopsStart(String content) throws IOException {
        Files.writeString(file, content);

        assertThatThrownBy(() -> SigningSecret.of(installation.settings()))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(file.toString());
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
