package dev.confab.chat.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * A file system of a few megabytes in memory, which can be full or read-only. Only root may mount it. Without that
 * privilege, tests that need one are skipped, but fail in CI.
 */
final class SmallDisk implements AutoCloseable {

    private static final int BLOCK = 1 << 16;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    static SmallDisk ofMegabytes(int size) {
        var folder = Databases.temporaryFolder();
        if (run("mount", "-t", "tmpfs", "-o", "mode=700,size=" + size + "m", "tmpfs", folder.toString()) != 0) {
            var message = "A file system in memory cannot be mounted: no test of a full disk. Run it as root";
            if ("true".equals(System.getenv("CI"))) {
                fail(message);
            }
            Assumptions.abort(message);
        }
        return new SmallDisk(folder);
    }

    Path folder() {
        return folder;
    }

    /** Fills the disk completely. */
    void fill() {
        try (var filler = Files.newOutputStream(filler())) {
            fill(filler, BLOCK);
            fill(filler, 1);
        } catch (IOException failure) {
            // close may fail again to write the last bytes
        }
    }

    private static void fill(OutputStream filler, int block) {
        try {
            while (true) {
                filler.write(new byte[block]);
            }
        } catch (IOException full) {
            // the disk is full
        }
    }

    void free() {
        try {
            Files.deleteIfExists(filler());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    void makeReadOnly() {
        assertThat(run("mount", "-o", "remount,ro", folder.toString())).isZero();
    }

    private static int run(String... command) {
        try {
            return new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException missing) {
            return -1;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Override
    public void close() {
        assertThat(run("umount", "--lazy", folder.toString())).isZero();
    }
}
