package dev.confab.chat.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.category.CategoryId;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.LoginId;
import dev.confab.chat.domain.user.UserId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UuidsTest {

    private static final List<Function<String, Object>> PARSERS = List.of(
            CategoryId::parse, RoomId::parse, MembershipId::parse, MessageId::parse, UserId::parse, LoginId::parse);

    @Test
    void canonicalFormIsParsedInEitherCase() {
        var id = UUID.fromString("0195a6b0-4f2e-7abc-8def-0123456789ab");
        assertThat(Uuids.parse(id.toString())).contains(id);
        assertThat(Uuids.parse(id.toString().toUpperCase(Locale.ROOT))).contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1-1-1-1-1",
                "null",
                "0195a6b0-4f2e-7abc-8def-0123456789a",
                "0195a6b0-4f2e-7abc-8def-0123456789abc",
                "0195a6b0-4f2e-7abc-8def-0123456789ag",
                " 195a6b0-4f2e-7abc-8def-0123456789ab",
                "+195a6b0-4f2e-7abc-8def-0123456789ab",
                "0195a6b04f2e7abc8def0123456789ab    ",
                "{195a6b0-4f2e-7abc-8def-0123456789a}",
                "00195a6b0-4f2e-7abc-8def-123456789ab",
                "0195a6b0_4f2e_7abc_8def_0123456789ab",
                "٠195a6b0-4f2e-7abc-8def-0123456789ab"
            })
    void otherTextIsNotParsed(String text) {
        assertThat(Uuids.parse(text)).isEmpty();
        for (var parser : PARSERS) {
            assertThatThrownBy(() -> parser.apply(text)).isInstanceOf(Refusal.NotFound.class);
        }
    }

    @Test
    void everyIdParsesItsOwnText() {
        var text = UUID.randomUUID().toString();
        assertThat(PARSERS).allSatisfy(parser -> assertThat(parser.apply(text)).hasToString(text));
    }

    @Test
    void idNeedsAValue() {
        assertThatThrownBy(() -> new RoomId(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> new UserId(null)).isInstanceOf(NullPointerException.class);
    }
}
