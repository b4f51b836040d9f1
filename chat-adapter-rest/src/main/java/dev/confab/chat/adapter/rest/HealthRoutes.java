package dev.confab.chat.adapter.rest;

import java.util.Map;
import java.util.function.BooleanSupplier;

/** For whoever starts, watches and balances servers: is it alive, may it get requests? */
final class HealthRoutes {

    private static final Map<String, String> OK = Map.of("status", "ok");

    private final BooleanSupplier ready;

    HealthRoutes(BooleanSupplier ready) {
        this.ready = ready;
    }

    void register(Routes routes) {
        routes.getUncounted("/health/live", exchange -> exchange.answer(OK));
        routes.getUncounted("/health/ready", this::ready);
    }

    private void ready(Exchange exchange) {
        if (!ready.getAsBoolean()) {
            throw new HttpProblem(Statuses.problem(503));
        }
        exchange.answer(OK);
    }
}
