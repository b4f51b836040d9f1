package dev.confab.chat.app.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.util.Throwables;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that requests much and reads slowly. */
class SlowReaderTest {

    private static final RequestPace SHORT = new RequestPace(Duration.ofMillis(400), Duration.ofMillis(200), 500);
    private static final int BIG = 64 << 20;
    private static final int DRIP_MILLISECONDS = 20;

    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final Server server = new Server();
    private BoundedConnector connector;

    @BeforeEach
    void start() throws Exception {
        var limits = new ConnectionLimits(10, 10, address -> false);
        connector = new BoundedConnector(server, new HttpConfiguration(), SHORT, limits, () -> ByteBuffer.allocate(0));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                response.write(true, ByteBuffer.allocate(BIG), Callback.from(callback::succeeded, cause -> {
                    failure.complete(cause);
                    callback.failed(cause);
                }));
                return true;
            }
        });
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private Socket ask() throws Exception {
        var socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), connector.getLocalPort()));
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
        return socket;
    }

    @Test
    void trickleReaderIsCutOff() throws Exception {
        try (var socket = ask()) {
            Throwable cause = null;
            while (cause == null) {
                socket.getInputStream().read();
                cause = failureWithin(DRIP_MILLISECONDS);
            }
            assertThat(Throwables.getStackTrace(cause)).contains("read too slowly");
        }
    }

    private Throwable failureWithin(int milliseconds) throws Exception {
        try {
            return failure.get(milliseconds, TimeUnit.MILLISECONDS);
        } catch (TimeoutException notYet) {
            return null;
        }
    }

    @Test
    void steadyReaderReceivesEverything() throws Exception {
        try (var socket = ask()) {
            assertThat(socket.getInputStream().readNBytes(BIG)).hasSize(BIG);
        }
    }
}
