package dev.confab.chat.adapter.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Random;
import org.eclipse.jetty.http.MimeTypes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Header lines that make getters of Jetty throw: they must cause neither a 5xx nor a log line. */
class HostileHeadersTest extends RestTest {

    private static final long SEED = Long.getLong("confab.seed", 20_261_129);
    private static final String OTHERS_PROTOCOLS =
            "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: !";

    private static final List<String> LINES = List.of(
            "Accept-Language: \u00ff;q=x,,;q=-1,en;q=9999999999",
            "Accept-Language: " + "a-".repeat(500),
            "Accept: ;;;,*/*;q=x",
            "Accept-Encoding: gzip;q=NaN, br;q=, *;q=1e400",
            "Authorization: Basic !!!",
            "Authorization: Digest username=\"",
            "Authorization: Bearer \u00ff\u00fe",
            "Content-Encoding: \u00ff",
            "Content-Language: -",
            "Content-Length: -1",
            "Content-Length: +1",
            "Content-Length: 0x10",
            "Content-Length: 99999999999999999999",
            "Content-Length: 1\r\nContent-Length: 2",
            "Content-Type: ",
            "Content-Type: ;",
            "Content-Type: /",
            "Content-Type: multipart/form-data; boundary=" + "b".repeat(3_000),
            "Content-Type: multipart/form-data; boundary=\"",
            "Content-Type: \u00ff/\u00ff; x=\u00ff",
            "Cookie: =;=;;$Version=\u00ff; a=\"\\",
            "Cookie: " + "a=b; ".repeat(1_000),
            "Date: yesterday",
            "Expect: a miracle",
            "Expect: 100-continue, more",
            "Forwarded: for=\";;=,host=\"\u00ff",
            "Host: ",
            "Host: [::",
            "Host: a:b",
            "Host: a:99999999",
            "Host: a b",
            "Host: a\r\nHost: b",
            "If-Match: \"",
            "If-Modified-Since: Thu, 99 Foo 10000 25:61:61 GMT",
            "If-Unmodified-Since: \u00ff",
            "If-None-Match: \", W/, *,",
            "If-Range: \"",
            "Max-Forwards: x",
            "Origin: http://[",
            "Origin: \u00ff",
            "Range: bytes=-",
            "Range: bytes=99999999999999999999-99999999999999999999",
            "Range: bytes=" + "0-0,".repeat(1_500) + "0-0",
            "Range: \u00ff=0-1",
            "Referer: http://[",
            "TE: trailers, ;q=",
            "Trailer: Content-Length",
            "Transfer-Encoding: x",
            "Transfer-Encoding: chunked, chunked",
            "Transfer-Encoding: chunked\r\nContent-Length: 5",
            OTHERS_PROTOCOLS,
            "Upgrade: ",
            "Via: \u00ff",
            "X-Forwarded-For: [, \u00ff,,999.1.1.1",
            "X-Forwarded-Host: [",
            "X-Forwarded-Port: x",
            "X-Forwarded-Proto: \u00ff",
            "X-HTTP-Method-Override: BEFORE",
            "X-HTTP-Method-Override: \u00ff",
            "X-Request-Id: \u00ff");

    private static final List<String> FOREIGN_CHARSETS = List.of(
            "charset=UTF-9",
            "charset='utf-8'",
            "charset=a b",
            "charset=utf-8,gzip",
            "charset=",
            "charset",
            "charset=\"",
            "charset=\"utf-8",
            "charset=latin1",
            "charset=utf-16",
            "charset=\u00ff",
            "charset = x",
            "charset=utf-8; charset=UTF-9",
            "CHARSET=utf-7",
            "charset=" + "x".repeat(2_000));

    private static final List<String> TYPES =
            List.of("application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x");

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private Client me;
    private String room;
    private String image;

    @BeforeAll
    void aRoom() {
        me = somebody();
        room = me.room(true);
        image = me.image();
    }

    @BeforeEach
    void listen() {
        log.start();
        root().addAppender(log);
    }

    @AfterEach
    void stopListening() {
        root().detachAppender(log);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    private void assertNothingIsLogged() {
        assertThat(List.copyOf(log.list))
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .map(ILoggingEvent::getFormattedMessage)
                .isEmpty();
    }

    /** Returns one request for each path through the server. */
    private List<String> ways() {
        var token = "\r\nAuthorization: Bearer " + me.token();
        return List.of(
                "GET /api/v1/auth/me/ HTTP/1.1" + token,
                "GET /api/v1/chat/rooms/?search=a%20b&limit=1 HTTP/1.1" + token,
                "GET /api/v1/chat/images/" + image + "/file/ HTTP/1.1" + token,
                "GET /health/live HTTP/1.0",
                "POST /api/v1/auth/token/ HTTP/1.1",
                "POST /api/v1/chat/rooms/" + room + "/mute/ HTTP/1.1" + token,
                "POST /api/v1/chat/images/ HTTP/1.1" + token,
                "PATCH /api/v1/chat/rooms/" + room + "/ HTTP/1.1" + token,
                "OPTIONS /api/v1/auth/me/ HTTP/1.1",
                "GET /nowhere HTTP/1.1",
                "GET /nowhere HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13");
    }

    private String send(String way, String line, String body) {
        var host = line.startsWith("Host:") ? "" : "\r\nHost: x";
        return RawHttp.exchange(server, way + host + "\r\n" + line + "\r\nConnection: close\r\n\r\n" + body);
    }

    @Test
    void hostileHeadersCauseNoInternalError() {
        for (var way : ways()) {
            for (var line : LINES) {
                assertThat(send(way, line, "")).as(way + "\n" + line).doesNotStartWith("HTTP/1.1 5");
            }
        }
        assertNothingIsLogged();
    }

    static List<String> foreignCharsets() {
        return FOREIGN_CHARSETS;
    }

    @ParameterizedTest
    @MethodSource("foreignCharsets")
    void otherCharsetIsRefusedOnEveryRoute(String charset) {
        int turn = 0;
        for (var way : ways().subList(0, ways().size() - 1)) {
            for (var rest : List.of("\r\n", "Content-Length: 2\r\n\r\n{}")) {
                var type = "Content-Type: " + TYPES.get(turn++ % TYPES.size()) + "; " + charset;
                var request = way + "\r\nHost: x\r\n" + type + "\r\nConnection: close\r\n" + rest;
                assertThat(RawHttp.exchange(server, request))
                        .as(request)
                        .startsWith("HTTP/1.1 415")
                        .contains("unsupported_media_type");
            }
        }
        assertNothingIsLogged();
    }

    @Test
    void otherCharsetInSecondHeaderIsRefused() {
        var line = "Content-Type: application/json\r\nContent-Type: application/json; charset=UTF-9";
        assertThat(send(ways().get(4), line, "")).startsWith("HTTP/1.1 415");
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-8", "UTF-8", "\"utf-8\"", " Utf-8 "})
    void utf8CharsetIsAccepted(String charset) {
        var answer = me.send(
                "POST",
                "/api/v1/chat/rooms/" + room + "/messages/",
                "{\"body\":\"x\"}",
                request -> request.setHeader("Content-Type", "application/json; charset=" + charset));
        answer.expect(201);
    }

    /** The check must be at least as strict as the parsers of Jetty, which differ from each other. */
    @Test
    void acceptedContentTypesAreParsedByJetty() {
        var random = new Random(SEED);
        var pieces = List.of(
                "charset",
                "=",
                ";",
                ",",
                " ",
                "\"",
                "'",
                "utf-8",
                "UTF-8",
                "latin1",
                "UTF-9",
                "x",
                "/",
                "a b",
                "text/plain",
                "\t",
                "Charset",
                "\\",
                "multipart/form-data",
                "boundary",
                "\u00ff",
                "chars",
                "et");
        int passed = 0;
        for (int round = 0; round < 200_000; round++) {
            var type = new StringBuilder();
            for (int length = random.nextInt(12); length >= 0; length--) {
                type.append(pieces.get(random.nextInt(pieces.size())));
            }
            if (RequestCharset.isUtf8(type.toString())) {
                passed++;
                var named = MimeTypes.getCharsetFromContentType(type.toString());
                assertThat(named == null || named.equalsIgnoreCase("utf-8"))
                        .as("seed %d: %s", SEED, type)
                        .isTrue();
            }
        }
        assertThat(passed).isGreaterThan(10_000);
    }

    @Test
    void bodyWithoutTokenIsLimited() {
        var body = Client.json("username", "x".repeat(100_000), "password", "y");
        try (var patient = TestServer.with(settings -> settings.withMaxBodyBytes(1 << 20))) {
            patient.anybody().post("/api/v1/auth/token/", body).expect(413, "too_large", null);
            patient.somebody()
                    .patch("/api/v1/auth/me/", Client.json("display_name", "x".repeat(100_000)))
                    .expect(400);
        }
    }

    @Test
    void fieldInsteadOfFileIsNamed() {
        for (var content : List.of("text".getBytes(UTF_8), new byte[] {(byte) 0x89, 'P', 'N', 'G'})) {
            var answer = FormBody.of()
                    .part("name=\"image\"", "", content)
                    .send(me, "POST", "/api/v1/chat/images/")
                    .expectInvalid("image");
            assertThat(answer.body()).contains("Must be a file.");
        }
    }
}
