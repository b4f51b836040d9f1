package dev.confab.chat.app;

import dev.confab.chat.application.push.PushDelivery;
import dev.confab.chat.domain.port.PresenceStore;
import dev.confab.chat.domain.port.PushOutbox;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * What Prometheus reads of one node: connections, pushes, and the machine below. Nothing is counted for it; it asks for what
 * is there when it is read, which costs one statement for the backlog of pushes. While the database does not answer, the
 * backlog is left out.
 */
final class Metrics {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PushDelivery pushing;
    private final BoundedQuery<PushOutbox.Backlog> backlogQuery;
    private PushDelivery.Progress pushes;
    private Optional<PushOutbox.Backlog> backlog = Optional.empty();

    private Metrics(PushDelivery pushing, PresenceStore presence, InstantSource clock) {
        this.pushing = pushing;
        this.pushes = pushing.progress();
        this.backlogQuery =
                new BoundedQuery<>("metrics-backlog", () -> pushing.status().backlog());
        JvmMetrics.builder().register(registry);
        gauge("confab_connections", "Connections of this node", presence::connections);
        gauge("confab_push_under_way", "Messages that this node is pushing", () -> pushes.underWay());
        backlogGauge("confab_push_backlog", "Messages that wait to be pushed by any node", PushOutbox.Backlog::size);
        backlogGauge(
                "confab_push_backlog_age_seconds",
                "How long the oldest of them has been waiting",
                waiting -> age(waiting, clock));
        counter("confab_pushes", "What became of pushes that were due", "result", () -> pushes.results());
        counter("confab_pushes_withheld", "Pushes that were not due after all", "reason", () -> pushes.withheld());
    }

    static Metrics of(PushDelivery pushing, PresenceStore presence, InstantSource clock) {
        return new Metrics(pushing, presence, clock);
    }

    private static double age(PushOutbox.Backlog backlog, InstantSource clock) {
        return backlog.oldest()
                .map(oldest ->
                        Math.max(0, Duration.between(oldest, clock.instant()).toMillis()) / 1_000.0)
                .orElse(0.0);
    }

    private void backlogGauge(String name, String help, ToDoubleFunction<PushOutbox.Backlog> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(gauge -> backlog.ifPresent(known -> gauge.call(value.applyAsDouble(known))))
                .register(registry);
    }

    private void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(gauge -> gauge.call(value.getAsDouble()))
                .register(registry);
    }

    private void counter(String name, String help, String label, Supplier<Map<? extends Enum<?>, Long>> counts) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(label)
                .callback(counter -> counts.get()
                        .forEach((key, count) -> counter.call(count, key.name().toLowerCase(Locale.ROOT))))
                .register(registry);
    }

    /** In the text format of Prometheus. */
    synchronized byte[] text() {
        pushes = pushing.progress();
        backlog = backlogQuery.result(PATIENCE);
        var out = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.builder().build().write(out, registry.scrape());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
