package dev.confab.chat.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The errors of HTTP itself: malformed, oversized and interrupted requests. */
class HttpErrorsTest extends RestTest {

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
    void malformedRequestLineGetsErrorShape(String line, String status) {
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
    void malformedHeadersGetErrorShape(String headers) {
        assertThat(RawHttp.send(server, "POST /api/v1/auth/token/ HTTP/1.1", "Connection: close", headers))
                .startsWith("HTTP/1.1 4");
    }

    @Test
    void tooLongHeadersAndUrlsAreRefused() {
        assertThat(RawHttp.send(server, "GET / HTTP/1.1", "Host: x", "X: " + "x".repeat(100_000)))
                .startsWith("HTTP/1.1 431");
        assertThat(RawHttp.send(server, "GET /" + "x".repeat(100_000) + " HTTP/1.1", "Host: x"))
                .startsWith("HTTP/1.1 414");
    }

    @Test
    void errorOfJettyAnnouncesClose() {
        assertThat(RawHttp.send(server, "PUT /api/v1/chat/rooms/by-name/a%00b/ HTTP/1.1", "Host: x"))
                .startsWith("HTTP/1.1 400")
                .contains("\r\nConnection: close\r\n");
    }

    @Test
    void interruptedBodyIsNoInternalError() {
        var head = "POST /api/v1/auth/token/ HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
        assertThat(RawHttp.exchange(server, head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(RawHttp.exchange(server, head + "Transfer-Encoding: chunked\r\n\r\n5\r\n{}"))
                .startsWith("HTTP/1.1 400");
        assertThat(RawHttp.exchange(server, head + "Content-Length: 99\r\n\r\n{}"))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void upgradeOnOtherPathIsNotFound() {
        assertThat(RawHttp.upgrade(server, "/api/v1/auth/me", "X: y")).startsWith("HTTP/1.1 404");
    }

    @Test
    void malformedContentTypeOfGetIsIgnored() {
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
