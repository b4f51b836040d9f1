package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;

import dev.confab.chat.adapter.rest.RestAdapter.Health;
import dev.confab.chat.adapter.wire.Problem;
import io.javalin.http.Header;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Routes for supervisors and load balancers: whether the node is alive, and whether it may receive requests. */
final class HealthRoutes {

    private static final Operation LIVE =
            operation("isAlive", "Check that the server is alive").response(200, ResponseSpec.EMPTY_OBJECT);
    private static final Operation READY = operation("isReady", "Check that the server may receive requests")
            .response(200, HealthJson.class)
            .response(503, HealthJson.class);

    private final Supplier<Health> health;

    HealthRoutes(Supplier<Health> health) {
        this.health = health;
    }

    void register(Routes routes) {
        routes.section("Health")
                .getUnlimited("/health/live", LIVE, request -> request.respond(Map.of("status", "ok")))
                .getUnlimited("/health/ready", READY, this::respondReadiness);
    }

    private void respondReadiness(ApiRequest request) {
        var state = health.get();
        if (!state.isReady()) {
            var wait = Objects.requireNonNull(Problem.unavailable().retryAfter());
            request.setHeader(Header.RETRY_AFTER, String.valueOf(wait.toSeconds()));
        }
        request.respond(state.isReady() ? 200 : 503, HealthJson.of(state));
    }

    /**
     * The state of this node.
     *
     * @param status {@code ok}; {@code degraded} if the node is ready but a part is down; {@code down}
     * @param parts {@code ok} or {@code down} for each part
     */
    private record HealthJson(String status, Map<String, String> parts) {

        static HealthJson of(Health health) {
            var parts = new LinkedHashMap<String, String>();
            health.parts().forEach((name, isOk) -> parts.put(name, isOk ? "ok" : "down"));
            var readyStatus = parts.containsValue("down") ? "degraded" : "ok";
            return new HealthJson(health.isReady() ? readyStatus : "down", parts);
        }
    }
}
