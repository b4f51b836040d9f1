package dev.confab.chat.adapter.ws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rate limit of inbound frames. The clock stands still unless a test moves it. */
class FloodTest {

    private static final int BURST = 60;

    private TestServer server = new TestServer();
    private final Person ada = server.person("ada");

    @AfterEach
    void stop() {
        server.close();
    }

    private static void ping(Client client, int times) {
        for (int number = 0; number < times; number++) {
            client.send("{\"type\":\"ping\",\"ref\":" + number + "}");
        }
    }

    private static List<JsonNode> take(Client client, int count) {
        return IntStream.range(0, count).mapToObj(number -> client.next()).toList();
    }

    private static void assertTaken(List<JsonNode> answers) {
        assertThat(answers).map(Client::type).containsOnly("pong");
    }

    private static void assertRefused(JsonNode answer) {
        assertThat(Client.type(answer)).isEqualTo("error");
        assertThat(answer.path("errors").path(0).path("code").asText()).isEqualTo("throttled");
    }

    @Test
    void framesBeyondABurstAreRefusedWithTheirRef() {
        try (var client = ada.connect()) {
            ping(client, BURST + 2);
            assertTaken(take(client, BURST));
            for (var refused : take(client, 2)) {
                assertRefused(refused);
            }
            client.send("{\"type\":\"ping\",\"ref\":\"mine\"}");
            assertThat(client.next().path("ref").asText()).isEqualTo("mine");
        }
    }

    @Test
    void bucketRefillsThirtyFramesPerSecond() {
        try (var client = ada.connect()) {
            ping(client, BURST);
            assertTaken(take(client, BURST));
            server.clock.forward(Duration.ofMillis(500));
            ping(client, 16);
            assertTaken(take(client, 15));
            assertRefused(client.next());
        }
    }

    @Test
    void refusedCommandIsNotExecuted() {
        var room = server.room(ada);
        try (var client = ada.connect()) {
            ping(client, BURST);
            client.send("{\"type\":\"message.send\",\"ref\":1,\"room_id\":\"%s\",\"body\":\"x\"}".formatted(room));
            take(client, BURST);
            assertRefused(client.next());
            assertThat(server.chat.rooms().find(ada.id(), room).room().messageSeq())
                    .isZero();
        }
    }

    @Test
    void malformedFramesCount() {
        try (var client = ada.connect()) {
            ping(client, BURST - 2);
            client.send("nonsense").sendBinary(new byte[] {1}).send("nonsense").sendBinary(new byte[] {1});
            take(client, BURST);
            assertRefused(client.next());
            assertRefused(client.next());
        }
    }

    @Test
    void longRefusedFrameIsNotParsedForItsRef() {
        try (var client = ada.connect()) {
            ping(client, BURST);
            client.send("{\"type\":\"ping\",\"ref\":1,\"x\":\"" + "x".repeat(2_000) + "\"}");
            take(client, BURST);
            var refused = client.next();
            assertRefused(refused);
            assertThat(refused.has("ref")).isFalse();
        }
    }

    @Test
    void floodingClientIsClosedAfterTheErrors() {
        var client = ada.connect();
        ping(client, BURST + FrameRateLimiter.MAX_REFUSALS);
        take(client, BURST);
        var refused = take(client, FrameRateLimiter.MAX_REFUSALS);
        refused.forEach(FloodTest::assertRefused);
        assertThat(refused.get(FrameRateLimiter.MAX_REFUSALS - 1).path("ref").asInt())
                .isEqualTo(BURST + FrameRateLimiter.MAX_REFUSALS - 1);
        assertThat(client.closeCode()).isEqualTo(4429);
    }

    @Test
    void acceptedFramesAreNoPause() {
        var client = ada.connect();
        ping(client, BURST + 40);
        take(client, BURST + 40);
        server.clock.forward(Duration.ofSeconds(1));
        ping(client, 30 + FrameRateLimiter.MAX_REFUSALS - 40);
        assertTaken(take(client, 30));
        take(client, FrameRateLimiter.MAX_REFUSALS - 40);
        assertThat(client.closeCode()).isEqualTo(4429);
    }

    @Test
    void pauseResetsTheRefusals() {
        try (var client = ada.connect()) {
            for (int round = 0; round < 3; round++) {
                ping(client, BURST + FrameRateLimiter.MAX_REFUSALS - 1);
                assertTaken(take(client, BURST));
                take(client, FrameRateLimiter.MAX_REFUSALS - 1).forEach(FloodTest::assertRefused);
                server.clock.forward(Duration.ofSeconds(2));
            }
            ping(client, 1);
            assertTaken(take(client, 1));
        }
    }

    private static void sendFrames(Client client, int opcode, boolean isLast, int times) {
        for (int number = 0; number < times; number++) {
            client.sendFrame(opcode, new byte[0], isLast);
        }
    }

    @Test
    void pingsBeyondTheLimitGetNoPongAndAFloodCloses() {
        var client = ada.connect();
        sendFrames(client, RawSocket.PING, true, BURST + 1);
        for (int number = 0; number < BURST; number++) {
            assertThat(client.nextPong()).isEmpty();
        }
        server.clock.forward(Duration.ofSeconds(2));
        client.sendFrame(RawSocket.PING, new byte[] {'x'}, true);
        assertThat(client.nextPong()).isEqualTo("x");
        sendFrames(client, RawSocket.PING, true, BURST + FrameRateLimiter.MAX_REFUSALS);
        assertThat(client.closeCode()).isEqualTo(4429);
    }

    @Test
    void floodOfPongsCloses() {
        var client = ada.connect();
        sendFrames(client, RawSocket.PONG, true, BURST + FrameRateLimiter.MAX_REFUSALS);
        assertThat(client.closeCode()).isEqualTo(4429);
    }

    @Test
    void aFloodOfEmptyPiecesCloses() {
        var client = ada.connect();
        sendFrames(client, RawSocket.TEXT, false, 1);
        sendFrames(client, 0, false, BURST + FrameRateLimiter.MAX_REFUSALS - 1);
        assertThat(client.closeCode()).isEqualTo(4429);
    }

    @Test
    void piecesAndPingsTakeFromTheSameBucketAsMessages() {
        try (var client = ada.connect()) {
            sendFrames(client, RawSocket.PING, true, 20);
            sendFrames(client, RawSocket.TEXT, false, 1);
            sendFrames(client, 0, false, 19);
            client.sendFrame(0, "{\"type\":\"ping\"}".getBytes(UTF_8), true);
            assertThat(Client.type(client.next())).isEqualTo("pong");
            ping(client, BURST - 41 + 1);
            assertTaken(take(client, BURST - 41));
            assertRefused(client.next());
        }
    }

    @Test
    void fragmentsAreBoundedWithoutARateLimit() {
        server.close();
        server = new TestServer(WsAdapter.Settings::withoutPace);
        var client = server.person("bob").connect();
        sendFrames(client, RawSocket.PING, true, 300);
        for (int number = 0; number < 300; number++) {
            assertThat(client.nextPong()).isEmpty();
        }
        sendFrames(client, RawSocket.TEXT, false, 1);
        sendFrames(client, 0, false, JettyFrameHandler.MAX_FRAGMENTS);
        assertThat(client.closeCode()).isEqualTo(1009);
    }

    @Test
    void rateLimitUsesTheMonotonicClock() {
        server.close();
        var nanos = new AtomicLong(-1);
        server = new TestServer(settings -> settings.withNanos(nanos::get));
        try (var client = server.person("bob").connect()) {
            ping(client, BURST);
            assertTaken(take(client, BURST));
            server.clock.forward(Duration.ofMinutes(1));
            ping(client, 1);
            assertRefused(client.next());
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            ping(client, 1);
            assertTaken(take(client, 1));
        }
    }

    @Test
    void connectionsAreLimitedSeparately() {
        try (var client = ada.connect();
                var other = ada.connect()) {
            ping(client, BURST);
            take(client, BURST);
            ping(other, BURST);
            assertTaken(take(other, BURST));
        }
    }

    @Test
    void withoutRateLimitNoFrameIsRefused() {
        server.close();
        server = new TestServer(WsAdapter.Settings::withoutPace);
        try (var client = server.person("bob").connect()) {
            ping(client, 300);
            assertTaken(take(client, 300));
        }
    }
}
