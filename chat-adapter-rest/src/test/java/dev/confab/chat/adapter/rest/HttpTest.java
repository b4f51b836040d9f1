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
import org.junit.jupiter.params.provider.ValueSource;

/** Properties of all routes, and of paths without a route. */
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
    void tableHasEveryRoute() {
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
    void fieldsOfRoutesAreDescribed() {
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
    void onlyPublicRoutesNeedNoToken() {
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
    void trailingSlashIsOptional() {
        for (var route : table.routes) {
            var bare = route.path().replaceAll("/$", "");
            for (var path : new String[] {bare, bare + "/"}) {
                // OPTIONS has no effect and shows whether a route exists.
                var answer = me.send("OPTIONS", path, null).expect(204);
                assertThat(allowed(answer)).contains(route.method());
            }
        }
    }

    @Test
    void otherMethodIsNotAllowed() {
        table.methods().forEach((path, methods) -> {
            for (var method : METHODS) {
                // For other methods, rooms/direct/ is a room with a malformed id, and so on.
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
    void unknownPathIsNotFound(String path) {
        for (var method : METHODS) {
            me.send(method, path, null).expect(404);
        }
        me.get(path).expect(404, "not_found", null);
    }

    @Test
    void headIsGetWithoutBody() {
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

    /** Runs the check with a second part that is down. */
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
    void wellFormedRequestIdIsKept() {
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
    void responsesAreNotCachedOrSniffed() {
        var answer = me.get("/api/v1/auth/me/").expect(200);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.header("Server")).isEmpty();
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(me.get("/nothing").header("Cache-Control")).contains("no-store");
    }

    @Test
    void longResponseIsCompressedOnRequest() {
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
    void unneededBodyIsIgnored() {
        var id = me.room(true);
        me.post("/api/v1/chat/rooms/" + id + "/unmute/", json("x", 1)).expect(201);
        me.post("/api/v1/chat/rooms/" + id + "/unmute/", "no json").expect(201);
    }
}
