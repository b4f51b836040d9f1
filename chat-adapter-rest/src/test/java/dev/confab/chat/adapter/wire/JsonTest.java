package dev.confab.chat.adapter.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Role;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    private static final UUID ID = UUID.fromString("0190a5c4-7b1e-7abc-8def-0123456789ab");

    private record Sample(boolean isMe, @Nullable String someText, List<Room.Kind> kinds) {}

    private record Ids(UserId userId, RoomId roomId, MembershipId roomUserId, MessageId messageId) {}

    @Test
    void namesAreInSnakeCaseAndNullsAreWritten() {
        assertThat(Json.write(new Sample(true, null, List.of(Room.Kind.DIRECT, Room.Kind.SELF))))
                .isEqualTo("{\"is_me\":true,\"some_text\":null,\"kinds\":[\"direct\",\"self\"]}");
    }

    @Test
    void idsAreText() {
        var text = "\"" + ID + "\"";
        assertThat(Json.write(new Ids(new UserId(ID), new RoomId(ID), new MembershipId(ID), new MessageId(ID))))
                .isEqualTo("{\"user_id\":%s,\"room_id\":%s,\"room_user_id\":%s,\"message_id\":%s}"
                        .formatted(text, text, text, text));
        assertThat(Json.write(Role.OWNER)).isEqualTo("\"owner\"");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05Z, 2026-01-02T03:04:05.000Z",
        "2026-01-02T03:04:05.678901Z, 2026-01-02T03:04:05.678Z",
        "1969-12-31T23:59:59.999Z, 1969-12-31T23:59:59.999Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00.000Z",
        "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z"
    })
    void timesHaveExactlyMilliseconds(Instant time, String expected) {
        assertThat(Json.write(time)).isEqualTo("\"" + expected + "\"");
    }

    @Test
    void textIsWrittenUnchanged() {
        var text = "é 👩‍👩‍👧 \u2028 \u0001 \" \\ </script>";
        assertThat(Json.read(Json.writeBytes(Map.of("a", text))).requireText("a"))
                .isEqualTo(text);
    }

    @Test
    void bytesEqualText() {
        var text = "a é あ 👩‍👩‍👧 \u2028 \u0001 \" \\ </script>";
        var value = Map.of("a", List.of(text, new RawValue(Json.write(text)), 1.5, true));
        assertThat(Json.writeBytes(value)).isEqualTo(Json.write(value).getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "1",
                "\"x\"",
                "{",
                "{}}",
                "{}{}",
                "{} x",
                "{a:1}",
                "{\"a\":1,\"a\":2}",
                "\uFEFF{}"
            })
    void onlySingleObjectIsParsed(String text) {
        assertThatThrownBy(() -> Json.read(text)).isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> Json.read(text.getBytes(UTF_8))).isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void nestingIsLimited() {
        int most = Json.MAX_DEPTH - 1;
        assertThat(Json.read("{\"a\":" + "[".repeat(most) + "]".repeat(most) + "}")
                        .has("a"))
                .isTrue();
        assertThatThrownBy(() -> Json.read("{\"a\":" + "[".repeat(most + 1) + "]".repeat(most + 1) + "}"))
                .isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void parseErrorHasPositionWithoutText() {
        assertThatThrownBy(() -> Json.read("{\"password\":\"hunter2\n\"}"))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageStartingWith("Malformed JSON at line 1")
                .hasMessageNotContaining("hunter2");
    }
}
