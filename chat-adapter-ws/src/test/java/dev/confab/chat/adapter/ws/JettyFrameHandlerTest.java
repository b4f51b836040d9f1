package dev.confab.chat.adapter.ws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Fragmentation of inbound messages. */
class JettyFrameHandlerTest {

    private static final int CONTINUATION = 0;

    private final TestServer server = new TestServer();
    private final Client client = server.person("ada").connect();

    @AfterEach
    void stop() {
        server.close();
    }

    private void assertAnswered() {
        client.send("{\"type\":\"ping\",\"ref\":\"after\"}");
        assertThat(client.next().path("ref").asText()).isEqualTo("after");
    }

    @Test
    void messageMayBeFragmentedWithinACharacter() {
        var bytes = "{\"type\":\"ping\",\"ref\":\"\ud83d\ude00\"}".getBytes(UTF_8);
        int middle = bytes.length - 4;
        client.sendFrame(RawSocket.TEXT, Arrays.copyOf(bytes, 5), false);
        client.sendFrame(CONTINUATION, new byte[0], false);
        client.sendFrame(CONTINUATION, Arrays.copyOfRange(bytes, 5, middle), false);
        client.sendFrame(RawSocket.PING, "between".getBytes(UTF_8), true);
        assertThat(client.nextPong()).isEqualTo("between");
        client.sendFrame(CONTINUATION, Arrays.copyOfRange(bytes, middle, bytes.length), true);
        assertThat(client.next().path("ref").asText()).isEqualTo("\ud83d\ude00");
        assertAnswered();
    }

    @Test
    void fragmentedBinaryMessageIsOneMalformedFrame() {
        client.sendFrame(RawSocket.BINARY, new byte[] {1}, false);
        client.sendFrame(CONTINUATION, new byte[] {2}, false);
        client.sendFrame(CONTINUATION, new byte[] {3}, true);
        assertThat(Client.type(client.next())).isEqualTo("error");
        assertAnswered();
    }

    @Test
    void emptyMessageIsMalformed() {
        client.sendFrame(RawSocket.TEXT, new byte[0], true);
        assertThat(Client.type(client.next())).isEqualTo("error");
        client.sendFrame(RawSocket.TEXT, new byte[0], false);
        client.sendFrame(CONTINUATION, new byte[0], true);
        assertThat(Client.type(client.next())).isEqualTo("error");
        assertAnswered();
    }

    @Test
    void fragmentsBeyondTheSizeLimitClose() {
        client.sendFrame(RawSocket.TEXT, new byte[40 * 1024], false);
        client.sendFrame(CONTINUATION, new byte[24 * 1024], false);
        client.sendFrame(CONTINUATION, new byte[1], false);
        assertThat(client.closeCode()).isEqualTo(1009);
    }

    @Test
    void invalidUtf8Closes() {
        client.sendFrame(RawSocket.TEXT, new byte[] {'"', (byte) 0xC3, '"'}, true);
        assertThat(client.closeCode()).isEqualTo(1007);
    }

    @Test
    void continuationWithoutAStartCloses() {
        client.sendFrame(CONTINUATION, new byte[] {'{', '}'}, true);
        assertThat(client.closeCode()).isEqualTo(1002);
    }

    @Test
    void pongRepeatsThePayloadOfThePing() {
        for (var text : new String[] {"", "one", "two"}) {
            client.sendFrame(RawSocket.PING, text.getBytes(UTF_8), true);
            assertThat(client.nextPong()).isEqualTo(text);
        }
        assertAnswered();
    }
}
