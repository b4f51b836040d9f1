package dev.confab.chat.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SendRateLimitTest {

    @Test
    void burstPassesAndTheNextFrameWaits() {
        var pace = new SendRateLimit(0);
        for (int i = 0; i < SendRateLimit.BURST; i++) {
            assertThat(pace.take(0)).isZero();
        }
        var share = Duration.ofSeconds(1).dividedBy(SendRateLimit.PER_SECOND);
        assertThat(pace.take(0)).isEqualTo(share);
        assertThat(pace.take(share.toNanos())).isZero();
        assertThat(pace.take(share.toNanos())).isEqualTo(share);
    }

    @Test
    void waitingAsToldKeepsTheRate() {
        Seeds.each(random -> {
            long start = random.nextLong();
            var pace = new SendRateLimit(start);
            long now = start;
            for (int taken = 0; taken < 1_000; ) {
                var wait = pace.take(now);
                taken += wait.isZero() ? 1 : 0;
                now += wait.toNanos() + (random.nextInt(10) == 0 ? random.nextInt(100_000_000) : 0);
                double seconds = (now - start) / 1e9;
                assertThat((double) taken)
                        .isLessThanOrEqualTo(SendRateLimit.BURST + SendRateLimit.PER_SECOND * seconds + 1);
            }
        });
    }
}
