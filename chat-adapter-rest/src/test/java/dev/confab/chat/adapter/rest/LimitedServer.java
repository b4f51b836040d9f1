package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.json;

import dev.confab.chat.adapter.rest.RestAdapter.Limit;
import dev.confab.chat.adapter.rest.RestAdapter.Limits;
import dev.confab.chat.adapter.rest.RestAdapter.Rate;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;

/** A server with rate limits, which each test starts. */
abstract class LimitedServer {

    static final String LOG_IN = "/api/v1/auth/token/";

    static final String ME = "/api/v1/auth/me/";

    TestServer server;

    @AfterEach
    void stop() {
        server.close();
    }

    void start(Limit limit, int times, String... proxies) {
        start(Map.of(limit, new Rate(times, Duration.ofMinutes(1))), proxies);
    }

    void start(Map<Limit, Rate> rates, String... proxies) {
        server = TestServer.with(settings -> settings.withLimits(new Limits(rates, Set.of(proxies))));
    }

    Answer guess(String name) {
        return server.anybody().post(LOG_IN, json("username", name, "password", "wrong"));
    }

    Answer forwarded(String value) {
        return server.anybody().send("GET", ME, null, request -> request.setHeader("Forwarded", value));
    }

    Answer from(String forwarded) {
        UnaryOperator<HttpRequest.Builder> name = request -> request.setHeader("X-Forwarded-For", forwarded);
        return server.anybody().send("GET", ME, null, name);
    }
}
