package dev.confab.chat.app.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FrameViewTest {

    private static final FrameView.Field TYPE = FrameView.Field.of("type");
    private static final FrameView.Field VERSION = FrameView.Field.of("version");
    private static final FrameView.Field SEQ = FrameView.Field.of("seq");
    private static final FrameView.Field CLIENT_ID = FrameView.Field.of("client_id");

    private static FrameView view(String json) {
        var bytes = ("??" + json + "??").getBytes(UTF_8);
        return new FrameView().over(bytes, 2, bytes.length - 2);
    }

    @Test
    void topLevelFieldsAreDistinguishedFromNestedOnes() {
        var frame = view("{\"messages\":[{\"version\":3,\"seq\":4,\"type\":\"inner\",\"list\":[1,{\"a\":\"]}\"}]}],"
                + "\"version\":12,\"type\":\"outer\",\"seq\":null}");

        assertThat(frame.text(TYPE)).isEqualTo("outer");
        assertThat(frame.number(VERSION)).isEqualTo(12);
        assertThat(frame.numberInside(SEQ)).isEqualTo(4);
        assertThat(frame.number(SEQ)).isEqualTo(-1);
    }

    @Test
    void textsThatLookLikeFieldsAreIgnored() {
        var frame = view("{\"body\":\"{\\\"client_id\\\":\\\"no\\\",\\\"type\\\":\\\\\",\"other\":\"client_id\","
                + "\"inner\":{\"client_id\":\"yes\"},\"type\":\"t\"}");

        assertThat(frame.textInside(CLIENT_ID)).isEqualTo("yes");
        assertThat(frame.text(TYPE)).isEqualTo("t");
    }

    @Test
    void whitespaceIsAllowed() {
        var frame = view(" { \"seq\" : 7 , \"x\" : [ { } , true ] , \"type\" :\n\"t\" } ");

        assertThat(frame.number(SEQ)).isEqualTo(7);
        assertThat(frame.numberInside(SEQ)).isEqualTo(7);
        assertThat(frame.text(TYPE)).isEqualTo("t");
    }

    @Test
    void missingFieldsAreAbsent() {
        var frame = view("{\"seq\":\"seven\",\"version\":-1}");

        assertThat(frame.text(TYPE)).isNull();
        assertThat(frame.textInside(CLIENT_ID)).isNull();
        assertThat(frame.number(SEQ)).isEqualTo(-1);
        assertThat(frame.number(VERSION)).isEqualTo(-1);
        assertThat(view("{}").text(TYPE)).isNull();
        assertThat(view("").text(TYPE)).isNull();
    }

    @Test
    void malformedFrameEndsTheScan() {
        var json = "{\"a\":{\"b\":[\"c\\\\\"]},\"type\":\"t\",\"seq\":5}";
        for (int end = 1; end < json.length(); end++) {
            var frame = view(json.substring(0, end));
            frame.number(SEQ);
            frame.numberInside(SEQ);
            assertThatThrownBy(frame::tree).isInstanceOf(BenchFailure.class);
        }
    }

    @Test
    void wholeFrameIsReadAsATree() {
        assertThat(view("{\"a\":{\"b\":[1,2]}}").tree().at("/a/b/1").intValue()).isEqualTo(2);
    }
}
