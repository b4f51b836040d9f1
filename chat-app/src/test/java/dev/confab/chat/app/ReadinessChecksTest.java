package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadinessChecksTest {

    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void endWhatHangs() {
        end.countDown();
    }

    private boolean hang() {
        try {
            end.await();
            return true;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void workingPartsAreReady() {
        var health = new ReadinessChecks(() -> true, () -> true, () -> true, () -> true).health();
        assertThat(health.isReady()).isTrue();
        assertThat(health.parts())
                .containsExactly(entry("database", true), entry("fanout", true), entry("storage", true));
    }

    @Test
    void databaseDownIsNotReady() {
        assertThat(new ReadinessChecks(() -> true, () -> false, () -> true, () -> true)
                        .health()
                        .isReady())
                .isFalse();
    }

    @Test
    void drainingIsNotReady() {
        var health = new ReadinessChecks(() -> false, () -> true, () -> true, () -> true).health();
        assertThat(health.isReady()).isFalse();
        assertThat(health.parts()).doesNotContainValue(false);
    }

    @Test
    void fanOutAndStorageDownIsReady() {
        var health = new ReadinessChecks(() -> true, () -> true, () -> false, () -> false).health();
        assertThat(health.isReady()).isTrue();
        assertThat(health.parts())
                .containsExactly(entry("database", true), entry("fanout", false), entry("storage", false));
    }

    @Test
    void hangingDatabaseIsReportedOnEveryCheck() {
        var checks = new ReadinessChecks(() -> true, this::hang, () -> true, () -> true);
        for (int attempt = 0; attempt < 2; attempt++) {
            var health = checks.health();
            assertThat(health.isReady()).isFalse();
            assertThat(health.parts()).containsEntry("database", false).containsEntry("storage", true);
        }
    }

    @Test
    void hangingStorageIsReadyOnEveryCheck() {
        var checks = new ReadinessChecks(() -> true, () -> true, () -> true, this::hang);
        for (int attempt = 0; attempt < 2; attempt++) {
            var health = checks.health();
            assertThat(health.isReady()).isTrue();
            assertThat(health.parts()).containsEntry("database", true).containsEntry("storage", false);
        }
    }
}
