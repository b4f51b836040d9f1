package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;

import java.util.function.Supplier;

/** For whoever watches servers over time. Not for everybody: counters tell how many people are there, and when. */
final class MetricsRoute {

    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final Supplier<byte[]> metrics;

    MetricsRoute(Supplier<byte[]> metrics) {
        this.metrics = metrics;
    }

    void register(Routes all) {
        all.section("Health")
                .getAsAdministrator(
                        "/metrics",
                        operation("metrics", "The counters of this node, in the text format of Prometheus")
                                .answer(200, ResponseSpec.file("text/plain")),
                        call -> call.answerFile(PROMETHEUS, metrics.get()));
    }
}
