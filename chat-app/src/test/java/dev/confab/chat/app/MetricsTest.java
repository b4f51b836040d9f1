package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.adapter.fanout.FanOutAdapter;
import dev.confab.chat.application.push.PushDelivery;
import dev.confab.chat.application.push.PushResult;
import dev.confab.chat.domain.port.PushOutbox;
import dev.confab.chat.domain.port.Unavailable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The counters of a node are exported while its database is down. */
class MetricsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static String text(Supplier<PushOutbox.Backlog> backlog) {
        try (var fanOut = FanOutAdapter.inProcess()) {
            var metrics = Metrics.of(new Pushes(backlog), fanOut.presence(), () -> NOON);
            return new String(metrics.text(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void backlogIsExportedIfDatabaseResponds() {
        var backlog = new PushOutbox.Backlog(3, Optional.of(NOON.minusSeconds(5)));
        assertThat(text(() -> backlog))
                .contains("\nconfab_push_backlog 3.0\n", "\nconfab_push_backlog_age_seconds 5.0\n");
    }

    @Test
    void backlogIsOmittedIfDatabaseIsDown() {
        assertThat(text(() -> {
                    throw new Unavailable("away", null);
                }))
                .contains("\nconfab_pushes_total{result=\"sent\"} 7.0\n", "\nconfab_push_under_way 2.0\n", "jvm_")
                .doesNotContain("\nconfab_push_backlog");
    }

    @Test
    void backlogIsOmittedIfDatabaseHangs() {
        var end = new CountDownLatch(1);
        assertThat(text(() -> {
                    awaitEnd(end);
                    throw new Unavailable("away", null);
                }))
                .contains("\nconfab_pushes_total{result=\"sent\"} 7.0\n")
                .doesNotContain("\nconfab_push_backlog");
        end.countDown();
    }

    private static void awaitEnd(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** Push metrics with fixed counters and the given backlog. */
    private record Pushes(Supplier<PushOutbox.Backlog> backlog) implements PushDelivery {

        @Override
        public Progress progress() {
            return new Progress(Map.of(PushResult.SENT, 7L), Map.of(), 2);
        }

        @Override
        public Status status() {
            return new Status(
                    true,
                    progress().results(),
                    Map.of(),
                    backlog.get(),
                    progress().underWay());
        }

        @Override
        public int work() {
            return 0;
        }

        @Override
        public void sweep() {}

        @Override
        public boolean stop(Duration patience) {
            return true;
        }
    }
}
