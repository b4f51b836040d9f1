package dev.confab.chat.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    private static final Percentage PRECISION = Percentage.withPercentage(2);

    private final Latencies latencies = new Latencies();

    @Test
    void percentilesMatchASortedList() {
        var random = new Random(7);
        var values = LongStream.generate(() -> (long) Math.exp(random.nextDouble(0, 25)))
                .limit(10_000)
                .toArray();
        LongStream.of(values).forEach(latencies::add);

        var sorted = LongStream.of(values).sorted().toArray();
        for (double share : new double[] {0.01, 0.5, 0.9, 0.99, 0.999}) {
            double expected = sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
            assertThat(latencies.percentile(share)).as("%s", share).isCloseTo(expected, PRECISION);
        }
        assertThat(latencies.max()).isEqualTo(sorted[sorted.length - 1] / 1e6);
        assertThat(latencies.percentile(1)).isEqualTo(latencies.max());
    }

    @Test
    void anyLatencyFitsIntoABucket() {
        LongStream.of(-5, 0, 63, 64, 65, 127, 128, Long.MAX_VALUE).forEach(latencies::add);

        assertThat(latencies.count()).isEqualTo(8);
        assertThat(latencies.percentile(0.5)).isCloseTo(64 / 1e6, within(1e-12));
    }

    @Test
    void noLatencyMeansZeroPercentiles() {
        latencies.add(TimeUnit.SECONDS.toNanos(1));
        latencies.clear();

        assertThat(latencies.count()).isZero();
        assertThat(latencies.percentile(0.99)).isZero();
        assertThat(latencies.max()).isZero();
    }
}
