package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;

import java.util.function.Supplier;

/** The route by which monitoring systems read metrics. Only staff and services may, because metrics reveal usage. */
final class MetricsRoute {

    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private static final Operation READ = operation("metrics", "Get the metrics of this node in Prometheus format")
            .response(200, ResponseSpec.file("text/plain"));

    private final Supplier<byte[]> metrics;

    MetricsRoute(Supplier<byte[]> metrics) {
        this.metrics = metrics;
    }

    void register(Routes routes) {
        routes.section("Health")
                .getAsAdministrator("/metrics", READ, request -> request.respondBytes(PROMETHEUS, metrics.get()));
    }
}
