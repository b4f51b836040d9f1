package dev.confab.chat.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReconnectDelayTest {

    @Test
    void delaysStayBelowADoublingCeiling() {
        Seeds.each(random -> {
            var backoff = new ReconnectDelay(random);
            long ceiling = ReconnectDelay.MIN.toMillis();
            for (int i = 0; i < 100; i++) {
                ceiling = Math.min(2 * ceiling, ReconnectDelay.MAX.toMillis());
                assertThat(backoff.next())
                        .isBetween(ReconnectDelay.MIN, Duration.ofMillis(ceiling))
                        .isLessThanOrEqualTo(ReconnectDelay.MAX);
            }
        });
    }

    @Test
    void clientsReconnectAtDifferentTimes() {
        Seeds.one(1, random -> {
            Set<Duration> pauses = new HashSet<>();
            for (int i = 0; i < 100; i++) {
                var backoff = new ReconnectDelay(random);
                backoff.next();
                backoff.next();
                pauses.add(backoff.next());
            }
            assertThat(pauses).hasSizeGreaterThan(50);
        });
    }

    @Test
    void successResetsTheDelay() {
        Seeds.each(random -> {
            var backoff = new ReconnectDelay(random);
            for (int i = 0; i < 10; i++) {
                backoff.next();
            }
            assertThat(backoff.failures()).isEqualTo(10);
            backoff.reset();
            assertThat(backoff.failures()).isZero();
            assertThat(backoff.next()).isLessThanOrEqualTo(ReconnectDelay.MIN.multipliedBy(2));
        });
    }
}
