package dev.confab.chat.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits on sockets of a complete server, and the settings that change them. */
class SocketLimitsTest {

    private static final int FLOOD = 400;
    private static final String ME = "/api/v1/auth/me/";
    private static final int LONGEST_TOKEN = 8_192;
    private static final RawRequest HANDSHAKE = new RawRequest(
            "GET",
            "/api/v1/chat/ws/",
            List.of(
                    "Host: localhost",
                    "Connection: Upgrade",
                    "Upgrade: websocket",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg=="),
            "");

    @TempDir
    private Path folder;

    private Installation installation() {
        return TestDatabase.H2.install(folder);
    }

    @Test
    void anonymousHandshakesCountAgainstAddressLimit() {
        try (var server = installation().with("CONFAB_LIMIT_ANONYMOUS", "4/1h").start()) {
            var ann = TestUser.signUp(server.url(), "ann"); // takes two of the four
            var withBadToken = HANDSHAKE.with("Authorization: Bearer nonsense");
            assertThat(HANDSHAKE.send(server.port()).status()).isEqualTo(401);
            assertThat(withBadToken.send(server.port()).status()).isEqualTo(401);

            var refused = HANDSHAKE.send(server.port());
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.has("retry-after")).isTrue();
            assertThat(refused.hasErrorShape("GET")).isTrue();
            assertThat(withBadToken.send(server.port()).status()).isEqualTo(429);
            assertThat(new TestUser(server.url(), "", "", "nonsense")
                            .send("GET", ME, null)
                            .statusCode())
                    .isEqualTo(429);
            ann.connect().close();
        }
    }

    @Test
    void throttledAddressGetsNoSocketEvenWithToken() {
        try (var server = installation().with("CONFAB_LIMIT_ADDRESS", "4/1h").start()) {
            var ann = TestUser.signUp(server.url(), "ann");
            ann.connect().close();
            HANDSHAKE.send(server.port());
            var mine = HANDSHAKE.with("Authorization: Bearer " + ann.token());
            assertThat(mine.send(server.port()).status()).isEqualTo(429);
        }
    }

    @Test
    void floodOfFramesIsRefusedThenClosed() {
        try (var server = installation().start();
                var socket = flooding(server)) {
            assertThat(socket.awaitClose()).isEqualTo(4429);
            assertThat(socket.find(SocketLimitsTest::isThrottled)).isPresent();
        }
    }

    @Test
    void floodIsAcceptedWithLimitsOff() {
        try (var server = installation().with("CONFAB_LIMITS", "off").start();
                var socket = flooding(server)) {
            assertThat(isLast(socket.await(frame -> isThrottled(frame) || isLast(frame))))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/chat/ws/", "/api/v1/chat/ws", "/ws/chat/?token=x"})
    void plainRequestIsToldToUpgrade(String path) {
        try (var server = installation().start()) {
            var handshake = HANDSHAKE.withTarget(path);
            for (var request : List.of(
                    new RawRequest("GET", path, List.of("Host: localhost"), ""),
                    handshake.without("Upgrade"),
                    handshake.without("Sec-WebSocket-Version"),
                    handshake.without("Sec-WebSocket-Version").with("Sec-WebSocket-Version: 8"),
                    handshake.without("Upgrade").with("Upgrade: h2c"))) {
                var answer = request.send(server.port());
                assertThat(answer.status()).as(request.toString()).isEqualTo(426);
                assertThat(answer.head())
                        .contains("\r\nupgrade: websocket", "connection: upgrade", "\r\nsec-websocket-version: 13");
                assertThat(answer.has("x-request-id")).isTrue();
                assertThat(answer.hasErrorShape("GET")).isTrue();
            }
            var other = new RawRequest("POST", path, List.of("Host: localhost"), "").send(server.port());
            assertThat(other.status()).isEqualTo(405);
        }
    }

    private Installation ofHost() {
        return installation()
                .without("CONFAB_AUTH_ACCESS_TTL")
                .with("CONFAB_AUTH_MODE", "foreign")
                .with("CONFAB_AUTH_SECRET", HostApplication.SECRET);
    }

    @Test
    void longestTokenWorksEverywhere() {
        try (var server = ofHost().start()) {
            var token = HostApplication.tokenOfLength(LONGEST_TOKEN);
            assertThat(token).hasSize(LONGEST_TOKEN);
            var header = "Authorization: Bearer " + token;
            var protocol = "Sec-WebSocket-Protocol: confab.v1, bearer." + token;
            var inAddress = HANDSHAKE.withTarget("/api/v1/chat/ws/?token=" + token);
            for (var handshake : List.of(
                    HANDSHAKE.with(header),
                    HANDSHAKE.with(protocol),
                    inAddress,
                    inAddress.with(header).with(protocol))) {
                assertThat(handshake.send(server.port()).status()).isEqualTo(101);
            }
            var ann = new TestUser(server.url(), "7", "ann", token);
            ann.get("rooms/");
            try (var socket = ann.connect()) {
                socket.send(Map.of("type", "token", "ref", 1, "access", HostApplication.tokenOfLength(LONGEST_TOKEN)));
                assertThat(socket.awaitType("ack").path("ref").asInt()).isOne();
            }
        }
    }

    @Test
    void longerTokenIsRefusedAsProblem() {
        try (var server = ofHost().start()) {
            var longer = HostApplication.tokenOfLength(LONGEST_TOKEN + 2);
            var endless = "x".repeat(40_000);
            for (var handshake : Map.of(
                            HANDSHAKE.with("Authorization: Bearer " + longer), 401,
                            HANDSHAKE.withTarget("/api/v1/chat/ws/?token=" + longer), 401,
                            HANDSHAKE.with("Authorization: Bearer " + endless), 431,
                            HANDSHAKE.withTarget("/api/v1/chat/ws/?token=" + endless), 414)
                    .entrySet()) {
                var answer = handshake.getKey().send(server.port());
                assertThat(answer.status()).isEqualTo(handshake.getValue());
                assertThat(answer.has("x-request-id")).isTrue();
                assertThat(answer.hasErrorShape("GET")).isTrue();
            }
        }
    }

    /** Sends frames until the server stops reading. */
    private static TestSocket flooding(ChatServer server) {
        var socket = TestUser.signUp(server.url(), "ann").connect();
        try {
            for (int number = 1; number <= FLOOD; number++) {
                socket.send(Map.of("type", "ping", "ref", number));
            }
        } catch (UncheckedIOException closed) {
            // as it should
        }
        return socket;
    }

    private static boolean isThrottled(JsonNode frame) {
        return frame.at("/errors/0/code").asText().equals("throttled");
    }

    private static boolean isLast(JsonNode frame) {
        return frame.path("ref").asInt() == FLOOD;
    }

    /** Takes as long as the server waits for a silent client, half a minute. */
    @Test
    @Tag("soak")
    void unfinishedHandshakeIsCutOff() throws IOException {
        try (var server = installation().start();
                var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write("GET /api/v1/chat/ws/ HTTP/1.1\r\nHost: localhost\r\n".getBytes(US_ASCII));
            socket.getInputStream().readAllBytes();
        }
    }
}
