package dev.confab.chat.adapter.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.port.ImageStore;
import dev.confab.chat.domain.port.ImageStoreContract;
import dev.confab.chat.domain.port.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DiskImageStoreTest extends ImageStoreContract {

    @TempDir
    private Path temporary;

    @Override
    protected ImageStore images() {
        return ImageAdapter.onDisk(temporary.resolve("data/images"), clock);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(temporary)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void filesAndFoldersAreReadableOnlyByOwner() throws IOException {
        put("a cat");
        try (Stream<Path> all = Files.walk(temporary.resolve("data"))) {
            for (var path : all.toList()) {
                var expected = Files.isDirectory(path) ? "rwx------" : "rw-------";
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void storesExactlyTwoFiles() throws IOException {
        put("a cat");
        assertThat(files())
                .extracting(path -> path.toString().replaceAll(".*\\.", ""))
                .containsExactlyInAnyOrder("file", "thumbnail");
    }

    @Test
    void unfinishedFilesOfCrashAreSwept() throws IOException {
        put("a cat");
        var unfinished = files().get(0).resolveSibling("0b7f7a3e-0000-4000-8000-000000000000.part");
        Files.writeString(unfinished, "half a c");
        Files.setLastModifiedTime(unfinished, FileTime.from(clock.instant()));

        assertThat(swept(clock.instant())).isEmpty();
        assertThat(unfinished).exists();
        clock.forward(Duration.ofDays(1));
        assertThat(swept(clock.instant())).hasSize(1);
        assertThat(unfinished).doesNotExist();
    }

    @Test
    void sweepIgnoresForeignFiles() throws IOException {
        put("a cat");
        var folder = files().get(0).getParent();
        Files.writeString(folder.resolve("notes.txt"), "mine");
        Files.writeString(folder.resolveSibling("lost+found"), "mine");
        clock.forward(Duration.ofDays(1));
        assertThat(swept(clock.instant())).hasSize(1);
        assertThat(files()).hasSize(4);
    }

    @Test
    void sweepAcceptsMissingFolder() {
        assertThat(swept(clock.instant())).isEmpty();
    }

    @Test
    void unwritableDiskIsUnavailable() throws IOException {
        Files.createDirectories(temporary.resolve("data"));
        Files.writeString(temporary.resolve("data/images"), "in the way");
        assertThatThrownBy(() -> put("a cat")).isInstanceOf(Unavailable.class);
    }
}
