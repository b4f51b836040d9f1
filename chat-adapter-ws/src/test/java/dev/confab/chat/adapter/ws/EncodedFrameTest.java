package dev.confab.chat.adapter.ws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.adapter.wire.BaseUrl;
import dev.confab.chat.adapter.wire.FileLink;
import dev.confab.chat.adapter.wire.FileSigner;
import dev.confab.chat.adapter.wire.FileUrls;
import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.ImageId;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodedFrameTest {

    private static FileUrls urls(String base) {
        return new FileUrls(FileSigner.of(new byte[32], InstantSource.system()), new BaseUrl(base));
    }

    @Test
    void frameWithoutFilesIsSharedByAllConnections() {
        var frame = EncodedFrame.of(Map.of("body", "\u0001x"));
        assertThat(frame.with(urls("http://a"))).isSameAs(frame);
    }

    @Test
    void frameWithFilesIsCompletedOncePerBaseUrl() {
        var file = new FileLink(new ImageId(UUID.randomUUID()), Image.Rendition.FILE);
        var frame = EncodedFrame.of(Map.of("image", file));
        var one = urls("http://a");
        var same = new FileUrls(one.signer(), new BaseUrl("http://a"));
        var other = new FileUrls(one.signer(), new BaseUrl("http://b"));
        assertThat(frame.with(one)).isSameAs(frame.with(same)).isNotSameAs(frame.with(other));
        for (var urls : List.of(one, other)) {
            var text = UTF_8.decode(frame.with(urls).payload()).toString();
            assertThat(Client.parse(text).path("image").asText()).isEqualTo(urls.urlOf(file));
        }
    }

    private static byte[] encoded(EncodedFrame frame) {
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
    void headerEncodesThePayloadLength(int length, String head) {
        var payload = "x".repeat(length).getBytes(UTF_8);
        var frame = EncodedFrame.of(payload);
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
    void payloadViewsAreIndependentAndReadOnly() {
        var frame = EncodedFrame.of(Map.of("type", "pong", "users", List.of()));
        var first = frame.payload();
        first.position(first.limit());
        assertThat(first.isReadOnly()).isTrue();
        assertThat(Client.parse(UTF_8.decode(frame.payload()).toString())
                        .path("type")
                        .asText())
                .isEqualTo("pong");
    }

    @Test
    void stringFormOmitsTheContent() {
        assertThat(EncodedFrame.of(Map.of("body", "a secret"))).hasToString("Frame[21 bytes]");
    }
}
