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

/** What the whole server lets come in by sockets, and how its settings change that. */
class SocketLimitsTest {

    private static final int FLOOD = 400;
    private static final String ME = "/api/v1/auth/me/";
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
        return Store.H2.install(folder);
    }

    @Test
    void handshakesOfStrangersCountLikeAllTheyAskFor() {
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
    void anAddressThatAsksTooOftenGetsNoSocketEvenWithAToken() {
        try (var server = installation().with("CONFAB_LIMIT_ADDRESS", "4/1h").start()) {
            var ann = TestUser.signUp(server.url(), "ann");
            ann.connect().close();
            HANDSHAKE.send(server.port());
            var mine = HANDSHAKE.with("Authorization: Bearer " + ann.token());
            assertThat(mine.send(server.port()).status()).isEqualTo(429);
        }
    }

    @Test
    void aFloodOfFramesIsRefusedAndThenClosed() {
        try (var server = installation().start();
                var socket = flooding(server)) {
            assertThat(socket.awaitClose()).isEqualTo(4429);
            assertThat(socket.find(SocketLimitsTest::isThrottled)).isPresent();
        }
    }

    @Test
    void withoutLimitsNothingIsAFlood() {
        try (var server = installation().with("CONFAB_LIMITS", "off").start();
                var socket = flooding(server)) {
            assertThat(isLast(socket.await(frame -> isThrottled(frame) || isLast(frame))))
                    .isTrue();
        }
    }

    /** Somebody who sends until the other side does not listen any more. */
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

    /** Takes as long as the server has patience with a silent client, which is half a minute. */
    @Test
    @Tag("soak")
    void aHandshakeThatIsNeverFinishedIsCutOff() throws IOException {
        try (var server = installation().start();
                var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write("GET /api/v1/chat/ws/ HTTP/1.1\r\nHost: localhost\r\n".getBytes(US_ASCII));
            socket.getInputStream().readAllBytes();
        }
    }
}
