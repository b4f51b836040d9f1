package dev.confab.chat.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections over the limit are closed at once, open ones stay. */
class ConnectionLimitsTest {

    private static final String REQUEST = "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String OK = "HTTP/1.1 200";

    @TempDir
    private Path folder;

    private final List<Socket> open = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (var socket : open) {
            socket.close();
        }
    }

    private Installation installation() {
        return TestDatabase.H2.install(folder);
    }

    private Socket connect(ChatServer server, String from) {
        try {
            var loopback = InetAddress.getLoopbackAddress();
            var socket = new Socket(loopback, server.port(), InetAddress.getByName(from), 0);
            socket.setSoTimeout(30_000);
            open.add(socket);
            return socket;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whether the server responds on {@code socket}; false if it has closed the connection. */
    private static boolean isServed(Socket socket) {
        try {
            socket.getOutputStream().write(REQUEST.getBytes(US_ASCII));
            var answer = new StringBuilder();
            while (answer.indexOf("}") < 0) {
                int next = socket.getInputStream().read();
                if (next < 0) {
                    return false;
                }
                answer.append((char) next);
            }
            return answer.toString().startsWith(OK);
        } catch (SocketException closed) {
            return false;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private List<Socket> served(ChatServer server, String from, int count) {
        var served = new ArrayList<Socket>();
        for (int number = 0; number < count; number++) {
            var socket = connect(server, from);
            assertThat(isServed(socket)).isTrue();
            served.add(socket);
        }
        return served;
    }

    private void assertIsFull(ChatServer server, String from, List<Socket> others) throws IOException {
        assertThat(isServed(connect(server, from))).isFalse();
        assertThat(isServed(connect(server, from))).isFalse();
        for (var socket : others) {
            assertThat(isServed(socket)).isTrue();
        }
        others.get(0).close();
        await().until(() -> isServed(connect(server, from)));
    }

    @Test
    void connectionsAreBoundedInTotal() throws IOException {
        try (var server = installation().with("CONFAB_MAX_CONNECTIONS", "8").start()) {
            var served = new ArrayList<>(served(server, "127.0.0.1", 4));
            served.addAll(served(server, "127.0.0.2", 4));
            assertIsFull(server, "127.0.0.3", served);
        }
    }

    @Test
    void connectionsAreBoundedPerAddress() throws IOException {
        try (var server =
                installation().with("CONFAB_MAX_CONNECTIONS_PER_ADDRESS", "3").start()) {
            var served = served(server, "127.0.0.2", 3);
            served(server, "127.0.0.3", 3);
            assertIsFull(server, "127.0.0.2", served);
        }
    }

    @Test
    void trustedProxyMayUseAllConnections() {
        try (var server = installation()
                .with("CONFAB_MAX_CONNECTIONS_PER_ADDRESS", "3")
                .with("CONFAB_TRUSTED_PROXIES", "127.0.0.2")
                .with("CONFAB_LIMITS", "off")
                .start()) {
            served(server, "127.0.0.2", 10);
            served(server, "127.0.0.3", 3);
            assertThat(isServed(connect(server, "127.0.0.3"))).isFalse();
        }
    }

    @Test
    void loopbackHasNoLimitPerAddressByDefault() {
        var settings = installation().settings();
        assertThat(settings.maxConnectionsPerAddress()).isEqualTo(2_000);
        var exempt = settings.addressesWithoutLimit();
        assertThat(exempt.test(InetAddress.getLoopbackAddress())).isTrue();
        assertThat(exempt.test(address(10, 0, 0, 1))).isFalse();
        var given =
                installation().with("CONFAB_MAX_CONNECTIONS_PER_ADDRESS", "7").settings();
        assertThat(given.addressesWithoutLimit().test(InetAddress.getLoopbackAddress()))
                .isFalse();
    }

    private static InetAddress address(int... bytes) {
        try {
            return InetAddress.getByAddress(
                    new byte[] {(byte) bytes[0], (byte) bytes[1], (byte) bytes[2], (byte) bytes[3]});
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
