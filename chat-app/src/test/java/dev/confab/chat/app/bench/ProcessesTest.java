package dev.confab.chat.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database with a child and a grandchild beside a server. */
class ProcessesTest {

    @TempDir
    private Path proc;

    @BeforeEach
    void fill() throws IOException {
        process(10, 1, "java", 100, 50, 0, 1_000);
        process(20, 1, "postgres", 10, 5, 300, 400);
        process(21, 20, "postgres: (a) b) c", 7, 3, 0, 50);
        process(22, 21, "worker", 1, 1, 0, 5);
        Files.createDirectory(proc.resolve("net"));
        Files.createDirectory(proc.resolve("99")); // one that ended while we looked
    }

    private void process(long pid, long parent, String name, long user, long system, long ended, long kilobytes)
            throws IOException {
        var folder = Files.createDirectory(proc.resolve(String.valueOf(pid)));
        Files.writeString(
                folder.resolve("stat"),
                pid + " (" + name + ") S " + parent + " 5 6 7 8 9 10 11 12 13 " + user + " " + system + " " + ended
                        + " 0 20 0 1 0\n");
        Files.writeString(
                folder.resolve("status"), "Name:\t" + name + "\nVmHWM:\t   9999 kB\nVmRSS:\t   " + kilobytes + " kB\n");
    }

    @Test
    void usageIncludesRunningAndEndedChildren() {
        assertThat(new Processes(proc, List.of(10L, 20L)).usage())
                .containsExactly(
                        new Processes.Usage(10, "java", 1.5, 1_000), new Processes.Usage(20, "postgres", 3.27, 455));
    }

    @Test
    void missingProcessIsNamed() {
        assertThatThrownBy(() -> new Processes(proc, List.of(11L)).usage())
                .isInstanceOf(BenchFailure.class)
                .hasMessageContaining("11");
    }
}
