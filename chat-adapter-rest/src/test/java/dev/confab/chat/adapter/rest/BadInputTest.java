package dev.confab.chat.adapter.rest;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No request may cause an internal error. The {@link Client} also checks the form of each response. */
class BadInputTest extends RestTest {

    private static final String DEEP = "[".repeat(1_000) + "]".repeat(1_000);

    private static final List<String> NO_OBJECTS = List.of(
            "{",
            "}",
            "null",
            "[]",
            "[{}]",
            "\"x\"",
            "17",
            "true",
            "{}x",
            "{} {}",
            "{},",
            "{'a':1}",
            "{a:1}",
            "{\"a\":01}",
            "{\"a\":NaN}",
            "{\"a\":\"\n\"}",
            "{\"a\":\"\\x\"}",
            "{\"a\":\"\\u12\"}",
            "{\"a\":1,}",
            "{\"a\":1,\"a\":1}",
            "{\"x\":{\"a\":1,\"a\":1}}",
            "// comment\n{}",
            "\uFEFF{}",
            "{\"a\":" + DEEP + "}",
            "{\"a\":" + "{\"a\":".repeat(500) + "1" + "}".repeat(500) + "}",
            "{\"a\":" + "9".repeat(50_000) + "}",
            "{\"a\":-" + "9".repeat(50_000) + ".1e5}",
            "username=x&password=y",
            "<x/>");

    private Client me;
    private RouteTable table;
    private List<String> ids;

    @BeforeAll
    void aRoom() {
        me = server.staff();
        var friend = somebody();
        var room = me.room(true, friend);
        var member = me.membership(room, friend);
        var message = me.say(room, "x").text("id");
        ids = List.of(room, member, message);
        table = new RouteTable(room, member, message, friend.id(), me.category(room), me.image());
    }

    Stream<RouteTable.Route> bodyRoutes() {
        return table.routes.stream().filter(RouteTable.Route::hasBody);
    }

    private Answer send(RouteTable.Route route, Object body) {
        return me.send(route.method(), route.path(), body);
    }

    private Answer sendAs(RouteTable.Route route, String type) {
        return me.send(route.method(), route.path(), route.body(), request -> request.setHeader("Content-Type", type));
    }

    @ParameterizedTest
    @MethodSource("bodyRoutes")
    void bodyThatIsNoObjectIsRefused(RouteTable.Route route) {
        for (var text : NO_OBJECTS) {
            send(route, text).expect(400, "invalid", null);
        }
    }

    @ParameterizedTest
    @MethodSource("bodyRoutes")
    void bodyThatIsNoUtf8IsRefused(RouteTable.Route route) {
        var latin = new byte[] {'{', '"', (byte) 0xE9, '"', ':', '1', '}'};
        var surrogate = new byte[] {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ':', '1', '}'};
        var overlong = new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'};
        for (var bytes : List.of(latin, surrogate, overlong, "{}".getBytes(UTF_16), new byte[] {(byte) 0xFF})) {
            send(route, bytes).expect(400, "invalid", null);
        }
    }

    @ParameterizedTest
    @MethodSource("bodyRoutes")
    void fieldOfWrongTypeIsNamed(RouteTable.Route route) {
        assertThat(route.fields()).isNotEmpty();
        route.fields().forEach((field, type) -> {
            for (var wrong : RouteTable.wrong(type)) {
                send(route, route.bodyWith(field, wrong)).expectInvalid(field);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("bodyRoutes")
    void otherMediaTypesAreRefused(RouteTable.Route route) {
        for (var type : new String[] {
            "text/plain",
            "application/x-www-form-urlencodedx",
            "multipart/mixed; boundary=x",
            "application/json; charset=latin1",
            "application/json;charset=\"utf-16\"",
            "application/jsonx",
            "json",
            ";",
            "application/xml; charset="
        }) {
            sendAs(route, type).expect(415, "unsupported_media_type", null);
        }
        me.send(route.method(), route.path(), BodyPublishers.ofString("{}"), request -> {
                    request.setHeader("Content-Type", "application/json");
                    return request.setHeader("Content-Encoding", "gzip");
                })
                .expect(415, "unsupported_media_type", null);
    }

    @ParameterizedTest
    @MethodSource("bodyRoutes")
    void bodyWithoutTypeIsRefused(RouteTable.Route route) {
        var untyped = server.anybody().withToken(me.token());
        untyped.sendUntyped(route.method(), route.path(), "{}").expect(415, "unsupported_media_type", null);
    }

    @ParameterizedTest
    @MethodSource("bodyRoutes")
    void tooLongBodyIsRefused(RouteTable.Route route) {
        var body = ("{\"x\":\"" + "x".repeat(TestServer.MAX_BODY) + "\"}").getBytes(UTF_8);
        send(route, body).expect(413, "too_large", null);
        send(route, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .expect(413, "too_large", null);
    }

    @Test
    void farTooLongBodyGetsResponse() {
        var body = new byte[8 << 20];
        for (int i = 0; i < 20; i++) {
            me.post("/api/v1/chat/rooms/", body).expect(413, "too_large", null);
            me.post("/api/v1/chat/rooms/", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                    .expect(413, "too_large", null);
        }
    }

    @Test
    void bodyOfMaximumLengthIsRead() {
        var rest = TestServer.MAX_BODY - "{\"x\":\"\"}".length();
        var body = "{\"x\":\"" + "x".repeat(rest) + "\"}";
        me.post("/api/v1/chat/rooms/", body).expectInvalid("title");
        me.post("/api/v1/chat/rooms/", body + " ").expect(413, "too_large", null);
    }

    @Test
    void jsonTypeMayHaveCharset() {
        for (var type : new String[] {"application/json;charset=utf-8", "APPLICATION/JSON; Charset=\"UTF-8\"; x=y"}) {
            me.send("POST", "/api/v1/chat/rooms/", "{}", request -> request.setHeader("Content-Type", type))
                    .expectInvalid("title");
        }
    }

    @Test
    void unknownFieldsAreIgnored() {
        var id = me.room(false);
        for (var value : new String[] {"null", "1e400", "-1E-400", "[[]]", "\"\\ud800\"", "\"\\u0000\"", "{}"}) {
            me.post(Client.messages(id), "{\"body\":\"x\",\"é\":1,\"other\":" + value + "}")
                    .expect(201);
        }
    }

    @Test
    void malformedIdsInPathAreNotFound() {
        for (var bad : new String[] {"x", "1-1-1-1-1", "0", "%F0%9F%92%A9", "%22", "null", "a%2Fb", "%3B"}) {
            for (var route : table.routes) {
                for (var id : ids) {
                    if (route.path().contains(id)) {
                        me.send(route.method(), route.path().replace(id, bad), route.body())
                                .expect(404, "not_found", null);
                    }
                }
            }
        }
    }

    @Test
    void malformedUrlsAreRefused() {
        for (var path : new String[] {"/%ff", "/api/v1/chat/rooms/by-name/%C3%28/", "/x%ED%A0%80"}) {
            me.send("PUT", path, null).expect(400, "invalid", null);
        }
        for (var query : new String[] {"%ff", "search=%C3%28", "search=%ED%A0%80", "a=%C0%80&limit=1"}) {
            me.get("/api/v1/chat/rooms/?" + query).expect(400, "invalid", null);
        }
    }
}
