package dev.confab.chat.adapter.ws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameTest {

    private static byte[] encoded(Frame frame) {
        var target = ByteBuffer.allocate(frame.bytes());
        frame.putInto(target);
        return target.array();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 8100",
        "125, 817d",
        "126, 817e007e",
        "65535, 817effff",
        "65536, 817f0000000000010000",
    })
    void theHeadSaysHowLongThePayloadIs(int length, String head) {
        var payload = "x".repeat(length).getBytes(UTF_8);
        var frame = Frame.of(payload);
        int headLength = head.length() / 2;
        var encoded = ByteBuffer.wrap(encoded(frame));
        assertThat(encoded.slice(0, headLength)).isEqualTo(ByteBuffer.wrap(hex(head)));
        assertThat(encoded.slice(headLength, length)).isEqualTo(ByteBuffer.wrap(payload));
        assertThat(frame.bytes()).isEqualTo(headLength + length);
        assertThat(frame.payloadLength()).isEqualTo(length);
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    @Test
    void eachViewOfThePayloadIsOfItsOwnAndCannotBeWrittenTo() {
        var frame = Frame.of(Map.of("type", "pong", "users", List.of()));
        var first = frame.payload();
        first.position(first.limit());
        assertThat(first.isReadOnly()).isTrue();
        assertThat(Client.parse(UTF_8.decode(frame.payload()).toString())
                        .path("type")
                        .asText())
                .isEqualTo("pong");
    }

    @Test
    void itDoesNotShowWhatPeopleWrote() {
        assertThat(Frame.of(Map.of("body", "a secret"))).hasToString("Frame[21 bytes]");
    }
}
