package dev.confab.chat.adapter.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class FieldsTest {

    private static final UUID ID = UUID.fromString("0190a5c4-7b1e-7abc-8def-0123456789ab");

    private static Fields of(String value) {
        return Json.read("{\"a\":" + value + ",\"other\":[{}]}");
    }

    private static void refused(Function<Fields, Object> reader, String... values) {
        for (var value : values) {
            assertThatThrownBy(() -> reader.apply(of(value)))
                    .as(value)
                    .isInstanceOfSatisfying(
                            Refusal.Invalid.class,
                            invalid -> assertThat(invalid.field()).isEqualTo("a"));
        }
    }

    @Test
    void presenceAndNullAreDistinguished() {
        assertThat(of("null").has("a")).isTrue();
        assertThat(of("null").isNull("a")).isTrue();
        assertThat(of("1").isNull("a")).isFalse();
        assertThat(of("1").has("b")).isFalse();
        assertThat(of("1").isNull("b")).isFalse();
    }

    @Test
    void text() {
        assertThat(of("\" x \"").requireText("a")).isEqualTo(" x ");
        assertThat(of("\"\\ud83d\\ude00\"").text("a")).isEqualTo("😀");
        assertThat(of("null").text("a")).isNull();
        assertThat(of("1").text("b")).isNull();
        refused(fields -> fields.text("a"), "1", "true", "[]", "{}", "\"\\ud800\"", "\"\\ude00x\"", "\"\\u0000\"");
        refused(fields -> fields.requireText("a"), "null", "1");
    }

    @Test
    void flags() {
        assertThat(of("true").flag("a", false)).isTrue();
        assertThat(of("false").flag("a")).contains(false);
        assertThat(of("true").flag("b", true)).isTrue();
        assertThat(of("true").flag("b")).isEmpty();
        assertThat(of("true").requireFlag("a")).isTrue();
        refused(fields -> fields.flag("a", true), "null", "1", "0", "\"true\"", "[]");
        refused(fields -> fields.requireFlag("a"), "null");
    }

    @Test
    void wholeNumbers() {
        assertThat(of("17").requireWhole("a")).isEqualTo(17);
        assertThat(of("-9223372036854775808").requireWhole("a")).isEqualTo(Long.MIN_VALUE);
        assertThat(of("9223372036854775807").whole("a")).isEqualTo(Long.MAX_VALUE);
        assertThat(of("null").whole("a")).isNull();
        refused(
                fields -> fields.requireWhole("a"),
                "null",
                "\"5\"",
                "1.5",
                "1.0",
                "1e3",
                "true",
                "9223372036854775808",
                "12345678901234567890123456789");
    }

    @Test
    void times() {
        assertThat(of("\"2026-01-02T03:04:05.6789Z\"").instant("a"))
                .isEqualTo(Instant.parse("2026-01-02T03:04:05.678Z"));
        assertThat(of("\"2026-01-02T03:04:05+01:00\"").instant("a")).isEqualTo(Instant.parse("2026-01-02T02:04:05Z"));
        assertThat(of("null").instant("a")).isNull();
        refused(
                fields -> fields.instant("a"),
                "1767323045",
                "\"\"",
                "\"2026-01-02\"",
                "\"2026-01-02T03:04:05\"",
                "\"2026-02-30T00:00:00Z\"",
                "\"+10000-01-01T00:00:00Z\"",
                "\"0000-12-31T23:59:59Z\"",
                "\"-1000000000-01-01T00:00:00Z\"");
    }

    @Test
    void lists() {
        assertThat(of("[\"x\",\"\",\"x\"]").texts("a")).containsExactly("x", "", "x");
        assertThat(of("null").texts("a")).isEmpty();
        assertThat(of("1").texts("b")).isEmpty();
        refused(fields -> fields.texts("a"), "\"x\"", "{}", "[1]", "[null]", "[[]]", "[\"\\ud800\"]");
    }

    @Test
    void ids() {
        var id = new RoomId(ID);
        assertThat(of("\"" + ID + "\"").requireId("a", RoomId::parse)).isEqualTo(id);
        assertThat(of("null").id("a", RoomId::parse)).isNull();
        refused(fields -> fields.requireId("a", RoomId::parse), "null", "\"x\"", "1", "\"" + ID + "x\"");
        var other = new UserId(UUID.randomUUID());
        var list = "[\"%s\",\"%s\",\"%s\"]".formatted(other, ID, other);
        assertThat(List.copyOf(of(list).requireIds("a", UserId::parse))).containsExactly(other, new UserId(ID));
        assertThat(of("null").ids("a", UserId::parse)).isEmpty();
        refused(fields -> fields.requireIds("a", UserId::parse), "null", "\"x\"", "[\"x\"]", "[1]");
    }
}
