package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class VirtualThreadSchedulerTest {

    @Test
    void taskRunsOnVirtualThread() throws Exception {
        try (var timer = new VirtualThreadScheduler()) {
            var thread = new CompletableFuture<Thread>();
            timer.schedule(Duration.ofMillis(1), () -> thread.complete(Thread.currentThread()));

            assertThat(thread.get(60, TimeUnit.SECONDS).isVirtual()).isTrue();
        }
    }

    @Test
    void failingTaskStopsNoOther() throws Exception {
        try (var timer = new VirtualThreadScheduler()) {
            var done = new CompletableFuture<Boolean>();
            timer.schedule(Duration.ZERO, () -> {
                throw new IllegalStateException("as planned by the test");
            });
            timer.schedule(Duration.ZERO, () -> done.complete(true));

            assertThat(done.get(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void taskAfterCloseIsDropped() {
        var timer = new VirtualThreadScheduler();
        timer.close();

        assertThatCode(() -> timer.schedule(Duration.ZERO, () -> {})).doesNotThrowAnyException();
    }
}
