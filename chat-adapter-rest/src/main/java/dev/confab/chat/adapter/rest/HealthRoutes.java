package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;

import java.util.Map;
import java.util.function.BooleanSupplier;

/** For whoever starts, watches and balances servers: is it alive, may it get requests? */
final class HealthRoutes {

    private static final Map<String, String> OK = Map.of("status", "ok");

    private final BooleanSupplier ready;

    HealthRoutes(BooleanSupplier ready) {
        this.ready = ready;
    }

    void register(Routes all) {
        var routes = all.section("Health");
        routes.getUncounted(
                "/health/live",
                operation("isAlive", "Is it alive?").answer(200, Reply.EMPTY_OBJECT),
                exchange -> exchange.answer(OK));
        routes.getUncounted(
                "/health/ready",
                operation("isReady", "May it get requests? Not while the database is away or it is about to stop")
                        .answer(200, Reply.EMPTY_OBJECT)
                        .refuse(503),
                this::ready);
    }

    private void ready(Exchange exchange) {
        if (!ready.getAsBoolean()) {
            throw new HttpProblem(Statuses.problem(503));
        }
        exchange.answer(OK);
    }
}
