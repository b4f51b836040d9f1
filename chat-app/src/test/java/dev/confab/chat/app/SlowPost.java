package dev.confab.chat.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** A request whose body is sent slowly. */
final class SlowPost implements AutoCloseable {

    private static final String BODY = "{\"body\": \"Just in time\"}";
    private static final String GO_ON = "HTTP/1.1 100 Continue\r\n\r\n";
    private static final int PATIENCE_MILLISECONDS = 60_000;

    private final Socket connection;
    private final String head;

    SlowPost(int port, TestUser user, String room) throws IOException {
        connection = new Socket(InetAddress.getLoopbackAddress(), port);
        head = "POST /api/v1/chat/rooms/" + room
                + "/messages/ HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + user.token() + "\r\nContent-Type: application/json\r\nContent-Length: " + BODY.length()
                + "\r\nExpect: 100-continue\r\n\r\n";
        connection.setSoTimeout(PATIENCE_MILLISECONDS);
    }

    /** Returns when the server processes the request: it requests the body when it starts to read it. */
    void begin() throws IOException {
        send(head);
        assertThat(new String(connection.getInputStream().readNBytes(GO_ON.length()), UTF_8))
                .isEqualTo(GO_ON);
        send(BODY.substring(0, 5));
    }

    String end() throws IOException {
        send(BODY.substring(5));
        return new String(connection.getInputStream().readNBytes(12), UTF_8);
    }

    private void send(String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(UTF_8));
        connection.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
