package dev.confab.chat.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hosts by which the server may be called. */
class HostTest extends AddressedServers {

    @ParameterizedTest
    @ValueSource(strings = {"chat.example.org", "CHAT.example.org.:81", "localhost:1", "127.0.0.2", "[::1]:8"})
    void publicHostAndLoopbackAreAllowed(String host) {
        assertThat(get(known, "/team/openapi.json", "Host: " + host)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "chat.example.org.evil.example", "xchat.example.org", "10.0.0.1", "[::2]"})
    void otherHostIsNotFoundExceptForHealth(String host) {
        for (var server : List.of(known, onlyListed)) {
            var prefix = server == known ? "/team" : "";
            assertThat(get(server, prefix + "/openapi.json", "Host: " + host))
                    .startsWith("HTTP/1.1 404")
                    .contains("\"code\":\"not_found\"");
            assertThat(get(server, prefix + "/nowhere", "Host: " + host)).startsWith("HTTP/1.1 404");
            assertThat(get(server, prefix + "/health/live", "Host: " + host)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void handshakeForOtherHostIsNotFound() {
        var answer = get(
                onlyListed,
                "/api/v1/chat/ws/",
                "Host: evil.example",
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==");

        assertThat(answer).startsWith("HTTP/1.1 404");
    }

    @Test
    void listedHostsReplaceLoopbackButNotPublicHost() {
        for (var host : List.of("other.example", "chat.example.org", "[0:0::1]", "10.1.2.3")) {
            assertThat(get(listed, "/openapi.json", "Host: " + host)).as(host).startsWith("HTTP/1.1 200");
        }
        for (var host : List.of("localhost", "127.0.0.1")) {
            assertThat(get(listed, "/openapi.json", "Host: " + host)).as(host).startsWith("HTTP/1.1 404");
            assertThat(get(listed, "/health/ready", "Host: " + host)).as(host).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void hostOfClientIsChecked() {
        assertThat(get(listed, "/openapi.json", "Host: inner", "X-Forwarded-Host: chat.example.org"))
                .startsWith("HTTP/1.1 200");
        assertThat(get(listed, "/openapi.json", "Host: chat.example.org", "X-Forwarded-Host: evil.example"))
                .startsWith("HTTP/1.1 404");
        assertThat(get(onlyListed, "/openapi.json", "Host: evil.example", "X-Forwarded-Host: chat.example.org"))
                .startsWith("HTTP/1.1 404");
    }

    @Test
    void requestWithoutHostUsesLocalAddress() {
        var answer = RawHttp.send(behind, "GET /openapi.json HTTP/1.0");

        assertThat(address(answer)).isEqualTo("http://127.0.0.1:" + behind.port());
        assertThat(RawHttp.send(onlyListed, "GET /openapi.json HTTP/1.0")).startsWith("HTTP/1.1 404");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"b", "user@a", "a/b", "<x>", "a b", "[::g]", "a:99999"})
    void malformedHostIsRefused(String host) {
        assertThat(get(behindOthers, "/openapi.json", "Host: " + host)).startsWith("HTTP/1.1 400");
    }

    @Test
    void schemeOfRequestLineIsIgnored() {
        assertThat(address(get(behindOthers, "https://a.example/openapi.json", "Host: a.example")))
                .isEqualTo("http://a.example");
    }
}
