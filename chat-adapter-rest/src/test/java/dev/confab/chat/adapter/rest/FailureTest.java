package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.confab.chat.domain.Refusal;
import io.javalin.config.JavalinConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Internal errors: their responses and their log lines. */
class FailureTest {

    private static final String SECRET = "do-not-print-me";

    private static final Map<String, Level> LOUD =
            Map.of("dev.confab", Level.TRACE, "io.javalin", Level.TRACE, "org.eclipse.jetty", Level.INFO);

    /** Synchronizes a handshake with the test that interrupts it: when it has begun, and when its client is gone. */
    private static final CyclicBarrier MEETING = new CyclicBarrier(2);

    private final ListAppender<ILoggingEvent> log = new Recorder();
    private final TestServer server = new TestServer(FailureTest::faults);

    private static void faults(JavalinConfig config) {
        config.routes
                .post("/fault", context -> {
                    throw new IllegalStateException("value " + SECRET, new RuntimeException(SECRET + context.body()));
                })
                .post("/error", context -> {
                    throw new StackOverflowError(SECRET);
                })
                .get("/too-many", context -> {
                    throw new Refusal.TooMany("Slow down.", Duration.ofMillis(1_500));
                })
                .wsBeforeUpgrade("/refused", context -> {
                    throw new Refusal.Unauthenticated("Authentication is required.");
                })
                .ws("/refused", socket -> {})
                .wsBeforeUpgrade("/cut", context -> {
                    meet();
                    meet();
                })
                .ws("/cut", socket -> {})
                .ws("/socket", socket -> {});
    }

    /** Also records the context of the logging thread. */
    private static final class Recorder extends ListAppender<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing();
            super.append(event);
        }
    }

    @BeforeEach
    void listen() {
        log.start();
        LOUD.forEach((name, level) -> {
            logger(name).setLevel(level);
            logger(name).setAdditive(false);
            logger(name).addAppender(log);
        });
    }

    @AfterEach
    void stop() {
        server.close();
        LOUD.keySet().forEach(name -> {
            logger(name).setLevel(null);
            logger(name).setAdditive(true);
            logger(name).detachAppender(log);
        });
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }

    private String logged() {
        var text = new StringBuilder();
        for (var event : List.copyOf(log.list)) {
            text.append(event.getLevel()).append(' ').append(event.getFormattedMessage());
            if (event.getThrowableProxy() != null) {
                text.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
            text.append('\n');
        }
        return text.toString();
    }

    @Test
    void internalErrorRevealsNoDetails() {
        var answer = server.anybody()
                .send(
                        "POST",
                        "/fault?token=" + SECRET,
                        json("password", SECRET),
                        request -> request.header("X-Request-Id", "request-17"))
                .expect(500, "internal", null);
        assertThat(answer.body()).doesNotContain(SECRET).doesNotContain("Exception");
        assertThat(answer.header("X-Request-Id")).contains("request-17");
    }

    @Test
    void logHasStackAndRequestWithoutMessageBodyOrQuery() {
        server.anybody()
                .send(
                        "POST",
                        "/fault?token=" + SECRET,
                        json("password", SECRET),
                        request -> request.header("X-Request-Id", "request-17"))
                .expect(500);
        assertThat(logged())
                .contains("ERROR POST /fault failed, request request-17")
                .contains("java.lang.IllegalStateException")
                .contains("FailureTest")
                .contains("Caused by")
                .doesNotContain(SECRET);
        assertThat(log.list)
                .anySatisfy(event -> assertThat(event.getMDCPropertyMap()).containsEntry("request_id", "request-17"));
    }

    @Test
    void jvmErrorIsReportedAsInternalError() {
        server.anybody().post("/error", json("password", SECRET)).expect(500, "internal", null);
        assertThat(logged()).contains("java.lang.StackOverflowError").doesNotContain(SECRET);
    }

    @Test
    void unavailableStoreIs503() {
        var somebody = server.somebody();
        server.transactions.failNextCommit();
        var answer = somebody.post("/api/v1/chat/rooms/", json("title", "x")).expect(503, "unavailable", null);
        assertThat(answer.header("Retry-After")).contains("1");
    }

    @Test
    void rateLimitErrorHasRetryAfter() {
        var answer = server.anybody().get("/too-many").expect(429, "throttled", null);
        assertThat(answer.header("Retry-After")).contains("2");
    }

    @Test
    void refusedHandshakeHasErrorShape() {
        assertThat(RawHttp.upgrade(server, "/refused", "X: y"))
                .startsWith("HTTP/1.1 401")
                .contains("WWW-Authenticate: Bearer")
                .contains("\"message\":\"Authentication is required.\",\"code\":\"not_authenticated\"");
    }

    @Test
    void handshakeWithMalformedContentTypeIsNoInternalError() {
        assertThat(RawHttp.upgrade(server, "/socket?x=y", "Content-Type: x; charset"))
                .startsWith("HTTP/1.1 415");
        assertThat(RawHttp.upgrade(server, "/socket?x=y", "X-Request-Id: hand-shake"))
                .startsWith("HTTP/1.1 101")
                .contains("X-Request-Id: hand-shake");
    }

    @Test
    void disconnectDuringHandshakeIsNoInternalError() {
        RawHttp.abandonUpgrade(server, "/cut", FailureTest::meet);
        meet();
        await().untilAsserted(() -> assertThat(logged()).contains("DEBUG GET /cut: client disconnected"));
        assertThat(logged()).doesNotContain("ERROR");
    }

    private static void meet() {
        try {
            MEETING.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void ordinaryRequestsLogNoSecretsAtAnyLevel() {
        var somebody = server.somebody();
        var room = somebody.room(false);
        var body = "body " + SECRET;
        somebody.say(room, body);
        somebody.get("/api/v1/chat/rooms/?search=" + SECRET + "&token=" + somebody.token());
        somebody.post(Client.messages(room), "{\"body\":\"" + SECRET + "\"").expect(400);
        somebody.post(Client.messages(room), json("body", body + " ".repeat(100_000)))
                .expect(413);
        server.anybody().get("/api/v1/chat/ws/?token=" + somebody.token()).expect(404);
        server.anybody()
                .post("/api/v1/auth/token/", json("username", somebody.name(), "password", SECRET))
                .expect(401);
        somebody.withToken(SECRET).get("/api/v1/auth/me").expect(401);
        assertThat(logged())
                .doesNotContain(SECRET)
                .doesNotContain(somebody.token())
                .doesNotContain(TestServer.PASSWORD);
    }
}
