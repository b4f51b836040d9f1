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
 * The metrics of one node for Prometheus: connections, pushes and the JVM. Values are collected when they are read, which
 * costs one statement for the push backlog. The backlog is left out while the database does not respond.
 */
final class Metrics {

    private static final Duration BACKLOG_TIMEOUT = Duration.ofMillis(500);

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
        gauge("confab_push_under_way", "Messages whose pushes this node is sending", () -> pushes.underWay());
        backlogGauge("confab_push_backlog", "Messages whose pushes are pending on all nodes", PushOutbox.Backlog::size);
        backlogGauge(
                "confab_push_backlog_age_seconds",
                "Age of the oldest pending push in seconds",
                pending -> age(pending, clock));
        counter("confab_pushes", "Pushes sent, by result", "result", () -> pushes.results());
        counter("confab_pushes_withheld", "Pushes not sent, by reason", "reason", () -> pushes.withheld());
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
                .callback(gauge -> backlog.ifPresent(pending -> gauge.call(value.applyAsDouble(pending))))
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

    /** Returns all metrics in the text format of Prometheus. */
    synchronized byte[] text() {
        pushes = pushing.progress();
        backlog = backlogQuery.result(BACKLOG_TIMEOUT);
        var out = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.builder().build().write(out, registry.scrape());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
