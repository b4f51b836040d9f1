package dev.confab.chat.adapter.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {

    private final TestServer server = new TestServer();
    private final Person ada = server.person("ada");
    private final String token = ada.tokens().access();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/chat/ws/", "/api/v1/chat/ws", "/ws/chat/", "/ws/chat"})
    void allPathsOfTheRouteWork(String path) {
        try (var client = Client.dial(server.uri(path), token)) {
            assertThat(client.next().path("type").asText()).isEqualTo("ready");
        }
    }

    @Test
    void tokenInHeaderIsAccepted() {
        assertThat(Upgrade.of(server)
                        .with("Authorization", "Bearer " + token)
                        .send()
                        .status())
                .isEqualTo(101);
        assertThat(Upgrade.of(server)
                        .with("authorization", "bearer  " + token)
                        .send()
                        .status())
                .isEqualTo(101);
    }

    @Test
    void tokenInSubProtocolIsAcceptedAndNotEchoed() {
        var answer = Upgrade.of(server)
                .with("Sec-WebSocket-Protocol", "bearer." + token + ", confab.v1")
                .send();
        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.headers()).containsOnlyOnce("Sec-WebSocket-Protocol: confab.v1");
        assertThat(answer.toString()).doesNotContain(token);
    }

    @Test
    void subProtocolsInSeveralHeadersAreAccepted() {
        var answer = Upgrade.of(server)
                .with("Sec-WebSocket-Protocol", "bearer." + token)
                .with("Sec-WebSocket-Protocol", "confab.v1")
                .send();
        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.header("Sec-WebSocket-Protocol")).isEqualTo("confab.v1");
    }

    @Test
    void unknownSubProtocolIsNotEchoed() {
        var answer = Upgrade.of(server)
                .with("Sec-WebSocket-Protocol", "bearer." + token + ", other")
                .send();
        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.header("Sec-WebSocket-Protocol")).isEmpty();
    }

    @Test
    void tokenInQueryIsAccepted() {
        assertThat(Upgrade.of(server, "/ws/chat/?token=" + token).send().status())
                .isEqualTo(101);
    }

    @Test
    void missingOrInvalidTokenIsRefused() {
        var bad = List.of(
                Upgrade.of(server),
                Upgrade.of(server).with("Authorization", "Bearer nonsense"),
                Upgrade.of(server).with("Authorization", "Bearer "),
                Upgrade.of(server).with("Authorization", "Basic " + token),
                Upgrade.of(server)
                        .with("Authorization", "Bearer " + ada.tokens().refresh()),
                Upgrade.of(server)
                        .with("Authorization", "Bearer nonsense")
                        .with("Sec-WebSocket-Protocol", "bearer." + token),
                Upgrade.of(server).with("Sec-WebSocket-Protocol", "confab.v1"),
                Upgrade.of(server).with("Sec-WebSocket-Protocol", "confab.v1, bearer.nonsense"),
                Upgrade.of(server).with("Sec-WebSocket-Protocol", "confab.v1, " + token),
                Upgrade.of(server, "/ws/chat/?token="),
                Upgrade.of(server, "/ws/chat/?token=nonsense"),
                Upgrade.of(server, "/ws/chat/?token=%zz"),
                Upgrade.of(server, "/ws/chat/?token=%00%ff"));
        for (var upgrade : bad) {
            var answer = upgrade.send();
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("Content-Type")).startsWith("application/json");
            assertThat(answer.header("Sec-WebSocket-Protocol")).isEmpty();
            assertThat(answer.error().path("code").asText()).isEqualTo("not_authenticated");
            assertThat(answer.error().path("message").asText()).isNotEmpty();
        }
    }

    @Test
    void expiredTokenHasItsOwnCode() {
        server.clock.forward(Duration.ofMinutes(15));
        var answer = Upgrade.of(server).as(ada).send();
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.error().path("code").asText()).isEqualTo("token_expired");
    }

    @Test
    void tokenOfAnEndedLogInIsRefused() {
        server.accounts().logOut(ada.tokens().refresh());
        assertThat(Upgrade.of(server).as(ada).send().status()).isEqualTo(401);
    }

    @Test
    void ownOriginMayConnect() {
        assertThat(Upgrade.of(server)
                        .as(ada)
                        .with("Origin", "http://127.0.0.1:" + server.port())
                        .send()
                        .status())
                .isEqualTo(101);
        assertThat(Upgrade.of(server)
                        .as(ada)
                        .host("chat.example.com")
                        .with("Origin", "http://chat.example.com")
                        .send()
                        .status())
                .isEqualTo(101);
    }

    @Test
    void allowedOriginMayConnect() {
        assertThat(Upgrade.of(server)
                        .as(ada)
                        .with("Origin", "https://app.example.com")
                        .send()
                        .status())
                .isEqualTo(101);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "http://127.0.0.1", "http://127.0.0.1:1", "https://127.0.0.1:PORT", "http://evil.org"})
    void foreignOriginIsRefusedEvenWithAToken(String origin) {
        var answer = Upgrade.of(server)
                .as(ada)
                .with("Origin", origin.replace("PORT", String.valueOf(server.port())))
                .send();
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.error().path("code").asText()).isEqualTo("permission_denied");
    }

    @Test
    void unavailableStoreReturns503() {
        server.transactions.goAway();
        var answer = Upgrade.of(server).as(ada).send();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotEmpty();
        assertThat(answer.error().path("code").asText()).isEqualTo("unavailable");
        assertThat(answer.body()).doesNotContain("host name");
    }

    @Test
    void throttledHandshakeIsRefusedBeforeAuthentication() {
        server.beforeAuthentication = () -> {
            throw new Refusal.TooMany("Slow down.", Duration.ofSeconds(7));
        };
        for (var upgrade : List.of(Upgrade.of(server), Upgrade.of(server).as(ada))) {
            var answer = upgrade.send();
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.header("Retry-After")).isEqualTo("7");
            assertThat(answer.error().path("code").asText()).isEqualTo("throttled");
        }
    }

    @Test
    void handshakeIsAdmittedOnce() {
        var visits = new AtomicInteger();
        server.beforeAuthentication = visits::incrementAndGet;
        assertThat(Upgrade.of(server).as(ada).send().status()).isEqualTo(101);
        assertThat(visits).hasValue(1);
    }

    @Test
    void compressionIsNotNegotiated() {
        var answer = Upgrade.of(server)
                .as(ada)
                .with("Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits")
                .send();
        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.header("Sec-WebSocket-Extensions")).isEmpty();
    }
}
