package dev.confab.chat.adapter.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Refusal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {

    private static final int ALL = 100 << 10;

    @Test
    void waitBeyondLimitIsRefused() {
        var turns = new MemoryBudget(ALL, Duration.ZERO);
        turns.with(ALL / 2, () -> {
            assertThatThrownBy(() -> turns.with(ALL * 3L / 4, () -> "never")).isInstanceOf(Refusal.TooMany.class);
            return turns.with(ALL / 3, () -> "fits beside");
        });
        assertThat(turns.with(ALL, () -> "alone")).isEqualTo("alone");
    }

    @Test
    void requestBeyondBudgetIsRefusedImmediately() {
        var turns = new MemoryBudget(ALL, Duration.ofDays(1));
        assertThatThrownBy(() -> turns.with(ALL * 2L, () -> "never")).isInstanceOf(Refusal.TooLarge.class);
    }

    @Test
    void waitingCallerRunsAfterOther() {
        var turns = new MemoryBudget(ALL, Duration.ofDays(1));
        var working = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var first = CompletableFuture.supplyAsync(() -> turns.with(ALL, () -> {
            working.countDown();
            await(goOn);
            return "first";
        }));
        await(working);
        var second = CompletableFuture.supplyAsync(() -> turns.with(ALL, () -> "second"));
        assertThat(second).isNotDone();
        goOn.countDown();
        assertThat(second.join()).isEqualTo("second");
        assertThat(first.join()).isEqualTo("first");
    }

    @Test
    void failureReleasesBudget() {
        var turns = new MemoryBudget(ALL, Duration.ZERO);
        assertThatThrownBy(() -> turns.with(ALL, () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(turns.with(ALL, () -> "again")).isEqualTo("again");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }
}
