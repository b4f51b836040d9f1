package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BoundedQueryTest {

    private static final Duration SOON = Duration.ofMinutes(1);

    @Test
    void hangingQueryReturnsNothingAndRunsOnce() throws InterruptedException {
        var end = new CountDownLatch(1);
        var runs = new AtomicInteger();
        var query = new BoundedQuery<>("test", () -> {
            awaitEnd(end);
            return runs.incrementAndGet();
        });
        for (int caller = 0; caller < 5; caller++) {
            assertThat(query.result(Duration.ofMillis(1))).isEmpty();
        }
        end.countDown();
        assertThat(query.result(SOON)).contains(1);
    }

    private static void awaitEnd(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void failingQueryReturnsNothing() {
        var query = new BoundedQuery<>("test", () -> {
            throw new IllegalStateException("as the test asked for");
        });
        assertThat(query.result(SOON)).isEmpty();
    }

    @Test
    void staleResultIsReplaced() {
        var runs = new AtomicInteger();
        var query = new BoundedQuery<>("test", runs::incrementAndGet);
        assertThat(query.result(SOON)).contains(1);
        await().until(() -> query.result(SOON).orElseThrow() > 1);
    }
}
