package dev.confab.chat.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The CORS headers. Uses raw requests, because the JDK's client does not permit an Origin header. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorsTest {

    private static final String PAGE = "https://app.example.com";

    private final TestServer off = new TestServer();
    private final TestServer every = with("*");
    private final TestServer some = with("https://APP.example.com:443", "http://localhost:3000");

    private static TestServer with(String... origins) {
        return TestServer.with(settings -> settings.withCorsOrigins(Set.of(origins)));
    }

    @AfterAll
    void stop() {
        off.close();
        every.close();
        some.close();
    }

    private static String get(TestServer server, String path, String... headers) {
        return RawHttp.send(server, lines("GET " + path, headers));
    }

    private static String preflight(TestServer server, String path, String origin) {
        return RawHttp.send(
                server,
                lines(
                        "OPTIONS " + path,
                        "Origin: " + origin,
                        "Access-Control-Request-Method: POST",
                        "Access-Control-Request-Headers: authorization,x-other"));
    }

    private static String[] lines(String request, String... headers) {
        return (request + " HTTP/1.1\nHost: chat.example.com\nConnection: close\n" + String.join("\n", headers))
                .strip()
                .split("\n", -1);
    }

    @Test
    void allowedOriginMayReadResponseAndExposedHeaders() {
        assertThat(get(some, "/health/live", "Origin: " + PAGE))
                .startsWith("HTTP/1.1 200")
                .contains(
                        "Access-Control-Allow-Origin: " + PAGE + "\r\n",
                        "Access-Control-Expose-Headers: X-Request-Id, X-RateLimit-Limit, X-RateLimit-Remaining, "
                                + "X-RateLimit-Reset, Retry-After, Location\r\n",
                        "Vary: Origin")
                .doesNotContain("Access-Control-Allow-Credentials", "Access-Control-Allow-Methods");
    }

    @Test
    void preflightNeedsNoToken() {
        assertThat(preflight(some, "/api/v1/chat/rooms/", PAGE))
                .startsWith("HTTP/1.1 204")
                .contains(
                        "Access-Control-Allow-Origin: " + PAGE + "\r\n",
                        "Access-Control-Allow-Methods: GET, HEAD, POST, PUT, PATCH, DELETE\r\n",
                        "Access-Control-Allow-Headers: Authorization, Content-Type, Idempotency-Key, X-Request-Id\r\n",
                        "Access-Control-Max-Age: 7200",
                        "Vary: Origin")
                .doesNotContain("Access-Control-Allow-Credentials", "Access-Control-Expose-Headers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/auth/me/", "/nothing", "/%C3%28"})
    void allowedOriginMayReadErrors(String path) {
        assertThat(get(some, path, "Origin: " + PAGE))
                .startsWith("HTTP/1.1 4")
                .contains("Access-Control-Allow-Origin: " + PAGE + "\r\n", "Vary: Origin");
    }

    @Test
    void allowedOriginMayReadErrorsOfJetty() {
        assertThat(get(some, "/health/live", "Expect: nothing", "Origin: " + PAGE))
                .startsWith("HTTP/1.1 417")
                .contains("Access-Control-Allow-Origin: " + PAGE + "\r\n", "Vary: Origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://app.example.com",
                "https://app.example.com:8443",
                "https://app.example.com.evil.example",
                "https://evil.example/https://app.example.com",
                "https://xapp.example.com",
                "http://localhost",
                "null",
                "*",
                ""
            })
    void otherOriginGetsNoHeaders(String origin) {
        assertThat(get(some, "/health/live", "Origin: " + origin))
                .startsWith("HTTP/1.1 200")
                .contains("Vary: Origin")
                .doesNotContain("Access-Control");
        assertThat(preflight(some, "/api/v1/chat/rooms/", origin)).doesNotContain("Access-Control");
    }

    @Test
    void responseWithoutOriginVariesByOrigin() {
        assertThat(get(some, "/health/live")).contains("Vary: Origin").doesNotContain("Access-Control");
    }

    @Test
    void wildcardAllowsEveryOrigin() {
        assertThat(get(every, "/health/live", "Origin: null"))
                .contains("Access-Control-Allow-Origin: *\r\n")
                .doesNotContain("Allow-Credentials");
        assertThat(preflight(every, "/api/v1/chat/rooms/", PAGE)).contains("Access-Control-Allow-Headers: Auth");
    }

    @Test
    void emptyListDisablesCors() {
        assertThat(get(off, "/health/live", "Origin: " + PAGE)).doesNotContain("Access-Control");
        assertThat(preflight(off, "/health/live", PAGE))
                .startsWith("HTTP/1.1 204")
                .doesNotContain("Access-Control");
    }
}
