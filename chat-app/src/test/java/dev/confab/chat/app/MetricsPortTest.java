package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics without a token on a port of their own, also while the database is down. */
class MetricsPortTest {

    @TempDir
    private Path folder;

    @Test
    void metricsPortServesOnlyMetrics() {
        try (var server =
                TestDatabase.H2.install(folder).with("CONFAB_METRICS_PORT", "0").start()) {
            var anybody = anybody("http://127.0.0.1:" + server.metricsPort());

            var metrics = anybody.send("GET", "/metrics", null);
            assertThat(metrics.statusCode()).isEqualTo(200);
            assertThat(metrics.headers().firstValue("Content-Type"))
                    .contains("text/plain; version=0.0.4; charset=utf-8");
            assertThat(metrics.body()).contains("confab_push_backlog 0.0", "confab_connections 0.0");
            assertThat(status(anybody.send("GET", "/", null))).isEqualTo(404);
            assertThat(status(anybody.send("GET", "/health/live", null))).isEqualTo(404);
            assertThat(status(anybody.send("GET", "/api/v1/chat/rooms/", null))).isEqualTo(404);
            assertThat(status(anybody.send("POST", "/metrics", null))).isEqualTo(404);
            assertThat(status(anybody(server.url()).send("GET", "/metrics", null)))
                    .isEqualTo(401);
        }
    }

    @Test
    void metricsWithoutDatabaseLackOnlyTheBacklog() throws Exception {
        var postgres = EmbeddedPostgres.start();
        try (var server = TestDatabase.H2
                .install(folder)
                .with("CONFAB_METRICS_PORT", "0")
                .with("CONFAB_DATABASE_URL", "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres")
                .with("CONFAB_DATABASE_USER", "postgres")
                .with("CONFAB_DATABASE_PASSWORD", "postgres")
                .start()) {
            var ann = TestUser.signUp(server.url(), "ann");
            postgres.close();

            var metrics = anybody("http://127.0.0.1:" + server.metricsPort()).send("GET", "/metrics", null);
            assertThat(metrics.statusCode()).isEqualTo(200);
            assertThat(metrics.body())
                    .contains("confab_connections 0.0", "jvm_memory_used_bytes", "confab_pushes_total")
                    .doesNotContain("confab_push_backlog 0.0");
            var guarded = ann.send("GET", "/metrics", null);
            assertThat(status(guarded)).isEqualTo(503);
            assertThat(guarded.headers().firstValue("Retry-After")).isPresent();
        } finally {
            postgres.close();
        }
    }

    @Test
    void occupiedPortStopsStart() {
        try (var server =
                TestDatabase.H2.install(folder).with("CONFAB_METRICS_PORT", "0").start()) {
            var second = TestDatabase.H2
                    .install(folder.resolve("second"))
                    .with("CONFAB_METRICS_PORT", String.valueOf(server.metricsPort()));

            assertThatThrownBy(second::start)
                    .isInstanceOf(StartFailure.class)
                    .hasMessageStartingWith("Cannot listen on 127.0.0.1:" + server.metricsPort())
                    .hasMessageContaining("--metrics-port");
        }
    }

    private static TestUser anybody(String url) {
        return new TestUser(url, "", "", "");
    }

    private static int status(HttpResponse<?> answer) {
        return answer.statusCode();
    }
}
