package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for all routes, and where there is none. */
class HttpTest extends RestTest {

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    private Client me;
    private RouteTable table;

    @BeforeAll
    void aRoom() {
        me = server.staff();
        var friend = somebody();
        var room = me.room(true, friend);
        table = new RouteTable(
                room,
                me.membership(room, friend),
                me.say(room, "x").text("id"),
                friend.id(),
                me.category(room),
                me.image());
    }

    @Test
    void theTableHasEveryRoute() {
        var known = table.routes.stream()
                .map(route -> server.contract()
                        .find(route.method(), route.path())
                        .orElseThrow()
                        .id())
                .collect(Collectors.toSet());
        known.addAll(RouteTable.OF_SERVICES);
        assertThat(known).isEqualTo(server.contract().ids());
    }

    @Test
    void theFieldsThatARouteReadsAreDescribed() {
        for (var route : table.routes) {
            var fields = server.contract()
                    .find(route.method(), route.path())
                    .orElseThrow()
                    .description()
                    .at("/requestBody/content/application~1json/schema/properties");
            assertThat(Answer.names(fields))
                    .as("%s", route)
                    .containsAll(route.fields().keySet());
        }
    }

    @Test
    void withoutATokenOnlyTheOpenRoutesAnswer() {
        for (var route : table.routes) {
            var answer = server.anybody().send(route.method(), route.path(), route.body());
            if (!route.isOpen()) {
                assertThat(answer.expect(401, "not_authenticated", null).header("WWW-Authenticate"))
                        .contains("Bearer");
            } else if (route.method().equals("GET")) {
                assertThat(answer.status()).as("%s", route).isIn(200, 302);
            }
        }
    }

    @Test
    void everyRouteIsThereWithAndWithoutTheSlash() {
        for (var route : table.routes) {
            var bare = route.path().replaceAll("/$", "");
            for (var path : new String[] {bare, bare + "/"}) {
                // OPTIONS touches nothing, and tells whether there is a route.
                var answer = me.send("OPTIONS", path, null).expect(204);
                assertThat(allowed(answer)).contains(route.method());
            }
        }
    }

    @Test
    void anotherMethodIsNotAllowed() {
        table.methods().forEach((path, methods) -> {
            for (var method : METHODS) {
                // To other methods rooms/direct/ is a room with a strange id, and so on.
                if (!methods.contains(method) && !path.matches(".*/(direct|names|seen|received)/")) {
                    var answer = me.send(method, path, null).expect(405);
                    assertThat(allowed(answer)).isEqualTo(with(methods, "OPTIONS"));
                }
            }
        });
        me.delete("/api/v1/auth/token/").expect(405, "method_not_allowed", null);
        me.send("BREW", "/api/v1/auth/me/", null).expect(405, "method_not_allowed", null);
    }

    private static Set<String> allowed(Answer answer) {
        return new TreeSet<>(Arrays.asList(answer.header("Allow").orElseThrow().split(", ", -1)));
    }

    private static Set<String> with(Set<String> set, String more) {
        var all = new TreeSet<>(set);
        all.add(more);
        return all;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/nothing",
                "/api/v1/chat",
                "/api/v1/chat/nothing/",
                "/api/v1/chat//rooms/",
                "/API/V1/CHAT/ROOMS/",
                "/api/v1/chat/rooms/x/y/z",
                "/api/v1/chat/ws/",
                "/%F0%9F%92%A9"
            })
    void whereThereIsNoRouteNothingIsFound(String path) {
        for (var method : METHODS) {
            me.send(method, path, null).expect(404);
        }
        me.get(path).expect(404, "not_found", null);
    }

    @Test
    void headIsGetWithoutTheBody() {
        for (var route : table.routes) {
            if (route.method().equals("GET")) {
                var head = me.send("HEAD", route.path(), null);
                assertThat(head.status()).as("%s", route).isIn(200, 302);
                assertThat(head.body()).isEmpty();
            }
        }
        var missing = "/api/v1/chat/rooms/" + UUID.randomUUID();
        assertThat(me.send("HEAD", missing, null).expect(404).body()).isEmpty();
        server.anybody().send("HEAD", "/api/v1/chat/rooms/", null).expect(401);
    }

    @Test
    void readiness_everyPartWorks_isOk() {
        assertThat(server.anybody().get("/health/live").expect(200).body()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(server.anybody().get("/health/ready").expect(200).body())
                .isEqualTo("{\"status\":\"ok\",\"parts\":{\"database\":\"ok\"}}");
    }

    @Test
    void readiness_partIsAway_namesItAndStaysReadyWhereThatPartIsOptional() {
        withHealth(
                true,
                () -> assertThat(server.anybody()
                                .get("/health/ready")
                                .expect(200)
                                .body())
                        .isEqualTo("{\"status\":\"degraded\",\"parts\":{\"database\":\"ok\",\"fanout\":\"down\"}}"));
    }

    @Test
    void readiness_notReady_is503WithTheSameBodyAndLivenessIsNot() {
        withHealth(false, () -> {
            var down = server.anybody().get("/health/ready/").expect(503);
            assertThat(down.body())
                    .isEqualTo("{\"status\":\"down\",\"parts\":{\"database\":\"ok\",\"fanout\":\"down\"}}");
            assertThat(down.header("Retry-After")).contains("1");
            server.anybody().get("/health/live/").expect(200);
        });
    }

    /** With a second part that does not work. */
    private void withHealth(boolean isReady, Runnable check) {
        var parts = new LinkedHashMap<String, Boolean>();
        parts.put("database", true);
        parts.put("fanout", false);
        var before = server.health.getAndSet(new RestAdapter.Health(isReady, parts));
        try {
            check.run();
        } finally {
            server.health.set(before);
        }
    }

    @Test
    void theClientMayNameTheRequestSanely() {
        for (var id : new String[] {"abc-123_X.9", "x".repeat(64)}) {
            assertThat(named(id)).isEqualTo(id);
        }
        for (var id : new String[] {"", " ", "a b", "a\"b", "<script>", "x".repeat(65), "é", "a;b"}) {
            assertThat(named(id)).isNotEqualTo(id).hasSize(32);
        }
        assertThat(named("")).isNotEqualTo(named(""));
    }

    private String named(String id) {
        return server.anybody()
                .send("GET", "/health/live", null, request -> request.header("X-Request-Id", id))
                .header("X-Request-Id")
                .orElseThrow();
    }

    @Test
    void answersAreNotStoredNorSniffed() {
        var answer = me.get("/api/v1/auth/me/").expect(200);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.header("Server")).isEmpty();
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(me.get("/nothing").header("Cache-Control")).contains("no-store");
    }

    @Test
    void aLongAnswerIsCompressedForWhoeverReadsThat() {
        var id = me.post("/api/v1/chat/rooms/", json("title", "x", "description", "x".repeat(4_000)))
                .expect(201)
                .text("id");
        var line = "GET /api/v1/chat/rooms/" + id + " HTTP/1.1";
        var token = "Authorization: Bearer " + me.token();
        assertThat(RawHttp.send(server, line, "Host: x", "Connection: close", token, "Accept-Encoding: gzip"))
                .startsWith("HTTP/1.1 200")
                .contains("Content-Encoding: gzip")
                .doesNotContain("xxx");
        assertThat(RawHttp.send(server, line, "Host: x", "Connection: close", token))
                .contains("x".repeat(4_000));
    }

    @Test
    void whatNeedsNoBodyIgnoresOne() {
        var id = me.room(true);
        me.post("/api/v1/chat/rooms/" + id + "/unmute/", json("x", 1)).expect(201);
        me.post("/api/v1/chat/rooms/" + id + "/unmute/", "no json").expect(201);
    }

    // --- what no well-behaved client sends ---------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /%zz HTTP/1.1 | 400",
                "GET /% HTTP/1.1 | 400",
                "GET /%u1234 HTTP/1.1 | 400",
                "GET /a%00b HTTP/1.1 | 400",
                "GET /api/v1/chat/rooms/?limit=%zz HTTP/1.1 | 401",
                "GET nothing HTTP/1.1 | 400",
                "GET / HTTP/9.9 | 400",
                "NONSENSE | 400",
                "BEFORE /health/live HTTP/1.1 | 400",
                "AFTER /api/v1/auth/me HTTP/1.1 | 400",
                "get /health/live HTTP/1.1 | 405",
                "TRACE /health/live HTTP/1.1 | 405",
                "CONNECT example.org:443 HTTP/1.1 | 4",
                "OPTIONS * HTTP/1.1 | 4",
                "GET http://elsewhere.example/health/live HTTP/1.1 | 4"
            })
    void aStrangeRequestLineGetsAnAnswerOfTheUsualShape(String line, String status) {
        assertThat(RawHttp.send(server, line, "Host: 127.0.0.1", "Connection: close"))
                .startsWith("HTTP/1.1 " + status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: a\r\nHost: b",
                "X: y",
                "Host: x\r\nContent-Length: x",
                "Host: x\r\nContent-Length: -1",
                "Host: x\r\nContent-Length: 5\r\nContent-Length: 6",
                "Host: x\r\nTransfer-Encoding: gzip",
                "Host: x\r\n: y",
                "Host: x\r\nBad Header: y",
                "Host: x\r\nX: \u0000",
                "Host: x\r\nContent-Type: text/plain; charset",
                "Host: x\r\nContent-Type: CharSet ;",
                "Host: [",
                "Host: x:y"
            })
    void strangeHeadersGetAnAnswerOfTheUsualShape(String headers) {
        assertThat(RawHttp.send(server, "POST /api/v1/auth/token/ HTTP/1.1", "Connection: close", headers))
                .startsWith("HTTP/1.1 4");
    }

    @Test
    void headersAndAddressesThatAreTooLongAreRefused() {
        assertThat(RawHttp.send(server, "GET / HTTP/1.1", "Host: x", "X: " + "x".repeat(100_000)))
                .startsWith("HTTP/1.1 431");
        assertThat(RawHttp.send(server, "GET /" + "x".repeat(100_000) + " HTTP/1.1", "Host: x"))
                .startsWith("HTTP/1.1 414");
    }

    @Test
    void whoIsTurnedDownByTheLibraryIsToldThatTheConnectionEnds() {
        assertThat(RawHttp.send(server, "PUT /api/v1/chat/rooms/by-name/a%00b/ HTTP/1.1", "Host: x"))
                .startsWith("HTTP/1.1 400")
                .contains("\r\nConnection: close\r\n");
    }

    @Test
    void aBodyThatBreaksOffIsNoFaultOfOurs() {
        var head = "POST /api/v1/auth/token/ HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
        assertThat(RawHttp.exchange(server, head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(RawHttp.exchange(server, head + "Transfer-Encoding: chunked\r\n\r\n5\r\n{}"))
                .startsWith("HTTP/1.1 400");
        assertThat(RawHttp.exchange(server, head + "Content-Length: 99\r\n\r\n{}"))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void anUpgradeWhereThereIsNoSocketIsNotFound() {
        assertThat(RawHttp.upgrade(server, "/api/v1/auth/me", "X: y")).startsWith("HTTP/1.1 404");
    }

    @Test
    void aContentTypeThatIsNoneDoesNotDisturbAGet() {
        for (var type : new String[] {"text/plain", ";;;", "x; y=\"", "application/json; charset=UTF-8"}) {
            assertThat(RawHttp.send(
                            server,
                            "GET /health/live?x=%20 HTTP/1.1",
                            "Host: x",
                            "Connection: close",
                            "Content-Type: " + type))
                    .startsWith("HTTP/1.1 200");
        }
    }
}
