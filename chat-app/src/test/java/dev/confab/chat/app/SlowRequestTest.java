package dev.confab.chat.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.app.http.RequestPace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that send slowly and never finish. The time-outs of the contract are shortened. */
class SlowRequestTest {

    private static final RequestPace SHORT = new RequestPace(Duration.ofMillis(500), Duration.ofMillis(300), 500);
    private static final int DRIP_MILLISECONDS = 40;
    private static final int MOST_DRIPS = 500;
    private static final String HEALTH = "GET /health/live HTTP/1.1\r\nHost: x\r\n";

    @TempDir
    private Path folder;

    private ChatServer server;

    @BeforeEach
    void start() {
        server = ChatServer.start(
                TestDatabase.H2.install(folder).settings(),
                Clock.tickMillis(ZoneOffset.UTC),
                TestOverrides.USUAL.withRequests(SHORT));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(DRIP_MILLISECONDS);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /** Sends one more byte after each pause and returns what the server sent until it closed. */
    private static RawAnswer drip(Socket socket) throws IOException {
        var answer = new ByteArrayOutputStream();
        for (int drips = 0; drips < MOST_DRIPS; ) {
            try {
                int next = socket.getInputStream().read();
                if (next < 0) {
                    return RawAnswer.of(answer.toByteArray());
                }
                answer.write(next);
            } catch (SocketTimeoutException nothing) {
                drips++;
                dripOnce(socket);
            }
        }
        throw new AssertionError("still open after " + MOST_DRIPS + " bytes");
    }

    private static void dripOnce(Socket socket) throws IOException {
        try {
            write(socket, "x");
        } catch (SocketException closed) {
            // the next reading tells
        }
    }

    private void assertTimesOut(String start) throws IOException {
        try (var socket = connect()) {
            write(socket, start);
            assertTimedOut(drip(socket));
        }
    }

    private static void assertTimedOut(RawAnswer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(408);
        assertThat(answer.has("x-request-id")).isTrue();
        assertThat(answer.hasErrorShape("POST")).isTrue();
        assertThat(answer.body()).contains("\"timeout\"");
    }

    /** Sends a complete request on the same connection and returns its status. */
    private static String health(Socket socket) throws IOException {
        socket.setSoTimeout(30_000);
        write(socket, HEALTH + "\r\n");
        var answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            answer.append((char) socket.getInputStream().read());
        }
        var length = answer.toString().replaceAll("(?s).*Content-Length: (\\d+).*", "$1");
        socket.getInputStream().readNBytes(Integer.parseInt(length));
        socket.setSoTimeout(DRIP_MILLISECONDS);
        return answer.substring(9, 12);
    }

    @Test
    void drippingHeadIs408AndClosed() throws IOException {
        assertTimesOut("G");
        assertTimesOut(HEALTH + "X-Slow: ");
    }

    @Test
    void stalledHeadIs408AndClosed() throws IOException {
        try (var socket = connect()) {
            socket.setSoTimeout(30_000);
            write(socket, HEALTH);
            assertTimedOut(RawAnswer.of(socket.getInputStream().readAllBytes()));
        }
    }

    @Test
    void laterRequestHasSameTimeout() throws IOException {
        try (var socket = connect()) {
            assertThat(health(socket)).isEqualTo("200");
            assertThat(health(socket)).isEqualTo("200");
            write(socket, HEALTH);
            assertTimedOut(drip(socket));
        }
    }

    @Test
    void drippingBodyIs408AndClosed() throws IOException {
        var post = "POST /api/v1/auth/token/ HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
        assertTimesOut(post + "Content-Length: 1000\r\n\r\n{");
        assertTimesOut(post + "Transfer-Encoding: chunked\r\n\r\n3e8\r\n{");
    }

    @Test
    void drippingFormIs408AndClosed() throws IOException {
        var ann = TestUser.signUp(server.url(), "ann");
        assertTimesOut("POST /api/v1/chat/images/ HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + ann.token()
                + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 100000\r\n\r\n--b\r\n"
                + "Content-Disposition: form-data; name=\"image\"; filename=\"x.png\"\r\n\r\n");
    }

    @Test
    void drippingBodyOfRefusedRequestIsCutOff() throws IOException {
        try (var socket = connect()) {
            write(socket, "POST /api/v1/chat/rooms/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{");
            assertThat(drip(socket).status()).isEqualTo(401);
        }
    }

    @Test
    void idleConnectionsAndSocketsAreNotCutOff() throws IOException {
        var ann = TestUser.signUp(server.url(), "ann");
        try (var idle = connect();
                var used = connect();
                var socket = ann.connect()) {
            assertThat(health(used)).isEqualTo("200");
            socket.send(Map.of("type", "ping", "ref", 1));
            assertTimesOut("G"); // takes longer than a head may

            assertThat(health(idle)).isEqualTo("200");
            assertThat(health(used)).isEqualTo("200");
            socket.send(Map.of("type", "ping", "ref", 2));
            socket.await(frame -> frame.path("ref").asInt() == 2);
        }
    }
}
