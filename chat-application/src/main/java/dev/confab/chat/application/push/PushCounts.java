package dev.confab.chat.application.push;

import dev.confab.chat.domain.device.PushDecision;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counters of this node since its start. Thread-safe. */
final class PushCounts {

    private final Map<PushResult, LongAdder> results = adders(PushResult.values());
    private final Map<PushDecision, LongAdder> withheld = adders(PushDecision.values());

    private static <E extends Enum<E>> Map<E, LongAdder> adders(E[] keys) {
        return Arrays.stream(keys).collect(Collectors.toUnmodifiableMap(Function.identity(), key -> new LongAdder()));
    }

    void add(PushResult result, long count) {
        results.getOrDefault(result, new LongAdder()).add(count);
    }

    void withhold(PushDecision reason) {
        withheld.getOrDefault(reason, new LongAdder()).increment();
    }

    Map<PushResult, Long> results() {
        return sums(results);
    }

    Map<PushDecision, Long> withheld() {
        return sums(withheld);
    }

    private static <E> Map<E, Long> sums(Map<E, LongAdder> adders) {
        return adders.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().sum()));
    }
}
