package dev.confab.chat.adapter.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.confab.chat.adapter.security.SecurityAdapter.Host;
import dev.confab.chat.adapter.security.SecurityAdapter.HostKey;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.HostTokens;
import dev.confab.chat.domain.port.TestClock;
import dev.confab.chat.domain.port.Unavailable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fetches from a local HTTP server. */
class KeyEndpointTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    private HttpServer server;
    private HostTokens tokens;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile HttpHandler answer = exchange -> answer(exchange, 200, HostKeyPairs.jwks());

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> answer.handle(exchange));
        server.start();
        tokens = SecurityAdapter.host(Host.of(new HostKey.Published(url())), new TestClock());
    }

    @AfterEach
    void close() {
        over.countDown();
        server.stop(0);
    }

    private URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/keys");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void publish(String... keys) {
        var set = HostKeyPairs.jwks(keys);
        answer = exchange -> answer(exchange, 200, set);
    }

    @Test
    void tokensOfEachPublishedKeyAreAccepted() {
        publish(HostKeyPairs.jwk("r", HostKeyPairs.RSA), HostKeyPairs.jwk("e", HostKeyPairs.EC));

        assertGood("r", HostKeyPairs.rs256(HostKeyPairs.RSA));
        assertGood("e", HostKeyPairs.es256(HostKeyPairs.EC));
        assertGood(null, HostKeyPairs.es256(HostKeyPairs.EC));
    }

    @Test
    void tokenNeedsIdOfItsKey() {
        publish(HostKeyPairs.jwk("r", HostKeyPairs.RSA), HostKeyPairs.jwk("o", HostKeyPairs.OTHER_RSA));

        assertRefused("o", HostKeyPairs.rs256(HostKeyPairs.RSA));
        assertRefused("unknown", HostKeyPairs.rs256(HostKeyPairs.RSA));
    }

    @Test
    void newKeyReplacesOldOneImmediately() {
        publish(HostKeyPairs.jwk("old", HostKeyPairs.RSA));
        assertGood("old", HostKeyPairs.rs256(HostKeyPairs.RSA));

        publish(HostKeyPairs.jwk("new", HostKeyPairs.OTHER_RSA));

        assertGood("new", HostKeyPairs.rs256(HostKeyPairs.OTHER_RSA));
        assertRefused("old", HostKeyPairs.rs256(HostKeyPairs.RSA));
    }

    @Test
    void knownKeysSurviveOutage() {
        publish(HostKeyPairs.jwk("r", HostKeyPairs.RSA));
        assertGood("r", HostKeyPairs.rs256(HostKeyPairs.RSA));

        answer = exchange -> answer(exchange, 500, "");

        assertRefused("e", HostKeyPairs.es256(HostKeyPairs.EC));
        assertGood("r", HostKeyPairs.rs256(HostKeyPairs.RSA));
    }

    @Test
    void failedFirstFetchIsUnavailable() {
        answer = exchange -> answer(exchange, 503, "{}");
        assertThatThrownBy(() -> verify("r", HostKeyPairs.rs256(HostKeyPairs.RSA)))
                .isInstanceOf(Unavailable.class);

        publish(HostKeyPairs.jwk("r", HostKeyPairs.RSA));
        assertGood("r", HostKeyPairs.rs256(HostKeyPairs.RSA));
    }

    @Test
    void refusedConnectionIsUnavailable() {
        server.stop(0);

        assertThatThrownBy(() -> verify("r", HostKeyPairs.rs256(HostKeyPairs.RSA)))
                .isInstanceOf(Unavailable.class);
    }

    @Test
    void unusableKeysAreSkipped() {
        var rsa = HostKeyPairs.numbers(HostKeyPairs.RSA.getPublic());
        publish(
                "7",
                "{}",
                "{\"kid\":\"r\",\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}",
                "{\"kid\":\"r\",\"kty\":\"RSA\",\"n\":\"*\",\"e\":\"AQAB\"}",
                "{\"kid\":\"r\",\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AQ\",\"y\":\"AQ\"}",
                "{\"kid\":\"r\",\"use\":\"enc\"," + rsa + "}",
                "{\"kid\":\"r\",\"alg\":\"RS512\"," + rsa + "}",
                HostKeyPairs.jwk("r", HostKeyPairs.rsa(1_024)),
                HostKeyPairs.jwk("e", HostKeyPairs.EC));

        assertRefused("r", HostKeyPairs.rs256(HostKeyPairs.RSA));
        assertGood("e", HostKeyPairs.es256(HostKeyPairs.EC));
    }

    @Test
    void publishedKeyIsNotAcceptedAsSecret() {
        publish(HostKeyPairs.jwk("r", HostKeyPairs.RSA));

        assertRefused("r", Algorithm.HMAC256(HostKeyPairs.RSA.getPublic().getEncoded()));
        assertRefused("r", HostKeyPairs.es256(HostKeyPairs.EC));
        assertRefused("r", Algorithm.none());
    }

    @Test
    void redirectIsFollowed() {
        answer = exchange -> {
            if (exchange.getRequestURI().getPath().equals("/keys")) {
                exchange.getResponseHeaders().add("Location", "/elsewhere");
                answer(exchange, 302, "");
            } else {
                answer(exchange, 200, HostKeyPairs.jwks(HostKeyPairs.jwk("r", HostKeyPairs.RSA)));
            }
        };
        assertGood("r", HostKeyPairs.rs256(HostKeyPairs.RSA));
    }

    @Test
    void missingResponseTimesOut() {
        answer = exchange -> await(over);

        assertThatThrownBy(() -> new KeyEndpoint(url(), SHORT).fetch()).isInstanceOf(IOException.class);
    }

    @Test
    void endlessResponseTimesOut() {
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("{\"keys\":[".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            await(over);
        };
        assertThatThrownBy(() -> new KeyEndpoint(url(), SHORT).fetch())
                .isInstanceOf(IOException.class)
                .hasMessage("The response took longer than 300 ms.");
    }

    @Test
    void tooLongResponseIsRefused() {
        answer = exchange -> answer(exchange, 200, "{\"keys\":[" + " ".repeat(KeyEndpoint.MAX_BYTES) + "]}");

        assertThatThrownBy(() -> new KeyEndpoint(url(), KeyEndpoint.TIMEOUT).fetch())
                .isInstanceOf(IOException.class)
                .hasStackTraceContaining("longer than " + KeyEndpoint.MAX_BYTES + " bytes");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private String verify(String kid, Algorithm algorithm) {
        var token = JWT.create().withSubject("7").withExpiresAt(Instant.parse("2026-03-01T12:00:00Z"));
        return tokens.verify((kid == null ? token : token.withKeyId(kid)).sign(algorithm))
                .id()
                .value();
    }

    private void assertGood(String kid, Algorithm algorithm) {
        assertThat(verify(kid, algorithm)).isEqualTo("7");
    }

    private void assertRefused(String kid, Algorithm algorithm) {
        assertThatThrownBy(() -> verify(kid, algorithm)).isInstanceOf(Refusal.Unauthenticated.class);
    }
}
