package dev.confab.chat.app.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two users chat through a real server while it is killed, stopped and restarted. */
class ServerLossTest {

    private static final int LINES = 80;

    @TempDir
    private Path folder;

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofMinutes(2)).untilAsserted(assertion);
    }

    @Test
    void bothScreensShowEveryLineOnceInTheSameOrder() {
        var server = ServerProcess.start(folder);
        try (var ann = Typist.in(server.url(), "ann");
                var bob = Typist.in(server.url(), "bob")) {
            eventually(() -> assertThat(bob.notes()).contains("lobby"));
            ann.type("first");
            eventually(() -> assertThat(bob.texts()).containsExactly("first"));
            var typing = Stream.of(ann, bob)
                    .map(typist ->
                            CompletableFuture.runAsync(() -> lines(typist).forEach(typist::type)))
                    .toList();
            eventually(() -> assertThat(bob.texts()).hasSizeGreaterThan(30));
            server.kill();
            server = server.startAgain(folder);
            eventually(() -> assertThat(bob.texts()).hasSizeGreaterThan(90));
            server.terminate();
            server = server.startAgain(folder);
            typing.forEach(CompletableFuture::join);
            eventually(() -> assertThat(ann.texts()).hasSize(1 + 2 * LINES));
            eventually(() -> assertThat(bob.texts()).hasSize(1 + 2 * LINES));
            assertThat(ann.texts()).doesNotHaveDuplicates().isEqualTo(bob.texts());
            assertThat(ann.texts()).filteredOn(lines(ann)::contains).isEqualTo(lines(ann));
            assertThat(ann.texts()).filteredOn(lines(bob)::contains).isEqualTo(lines(bob));
            assertThat(ann.notes()).contains("connection lost").contains("back");
            ann.leave();
            assertThat(ann.exitCode()).isZero();
        } finally {
            server.close();
        }
    }

    private static List<String> lines(Typist typist) {
        return IntStream.range(0, LINES)
                .mapToObj(i -> typist.name() + " says " + i)
                .toList();
    }
}
