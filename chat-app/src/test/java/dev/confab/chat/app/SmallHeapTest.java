package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server on a small heap, of which password hashes take most. */
class SmallHeapTest {

    private static final String WHO = "{\"username\":\"ann\",\"password\":\"correct horse battery\"}";

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void concurrentLogInsSucceedWith64Megabytes() throws IOException {
        var installation = TestDatabase.H2.install(folder).with("JAVA_TOOL_OPTIONS", "-Xmx64m");
        try (var server = ChildServer.start(installation, "--port", "0")) {
            assertThat(post(server, "/api/v1/auth/signup/")).isEqualTo(201);
            var statuses = IntStream.range(0, 8)
                    .parallel()
                    .map(number -> post(server, "/api/v1/auth/token/"))
                    .toArray();
            assertThat(statuses).containsOnly(200);
            assertThat(server.err()).contains("The heap has only");
        }
    }

    private int post(ChildServer server, String path) {
        var request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(WHO))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void tooSmallHeapIsRefusedWithMinimum() {
        assertThatThrownBy(() -> Heap.check(32 << 20))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("JAVA_OPTS=-Xmx64m");
        assertThatCode(() -> Heap.check(64 << 20)).doesNotThrowAnyException();
    }
}
