package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;

import dev.confab.chat.adapter.rest.RestAdapter.Health;
import dev.confab.chat.adapter.wire.Problem;
import io.javalin.http.Header;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** For what starts, watches and balances servers: whether the node is alive, and whether it may get requests. */
final class HealthRoutes {

    private static final Map<String, String> OK = Map.of("status", "ok");
    private static final int UNAVAILABLE = 503;

    private final Supplier<Health> health;

    HealthRoutes(Supplier<Health> health) {
        this.health = health;
    }

    void register(Routes all) {
        var routes = all.section("Health");
        routes.getUncounted(
                "/health/live",
                operation("isAlive", "Check that the server is alive").answer(200, ResponseSpec.EMPTY_OBJECT),
                exchange -> exchange.answer(OK));
        routes.getUncounted(
                "/health/ready",
                operation("isReady", "Check that the server may get requests; 503 while it may not")
                        .answer(200, HealthJson.class)
                        .answer(UNAVAILABLE, HealthJson.class),
                this::ready);
    }

    private void ready(ApiRequest exchange) {
        var state = health.get();
        if (!state.isReady()) {
            var wait = Objects.requireNonNull(Problem.unavailable().retryAfter());
            exchange.answerHeader(Header.RETRY_AFTER, String.valueOf(wait.toSeconds()));
        }
        exchange.answer(state.isReady() ? 200 : UNAVAILABLE, HealthJson.of(state));
    }

    /**
     * State of this node.
     *
     * @param status {@code ok}; {@code degraded} if it works without one of its parts; {@code down}
     * @param parts {@code ok} or {@code down} for each
     */
    private record HealthJson(String status, Map<String, String> parts) {

        static HealthJson of(Health health) {
            var parts = new LinkedHashMap<String, String>();
            health.parts().forEach((name, isOk) -> parts.put(name, isOk ? "ok" : "down"));
            var working = parts.containsValue("down") ? "degraded" : "ok";
            return new HealthJson(health.isReady() ? working : "down", parts);
        }
    }
}
