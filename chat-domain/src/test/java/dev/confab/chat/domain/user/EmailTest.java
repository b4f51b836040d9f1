package dev.confab.chat.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b",
                "ann@example.org",
                "ann.o'hara+news@mail-1.example.co.uk",
                "мария@пример.рф",
                "jörg@xn--bcher-kva.example",
                "a+b@c",
                "1@1.example",
                "{a|b}~^$%&*/=?!#`_-@c.example"
            })
    void plainAddressIsAccepted(String text) {
        assertThat(Email.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "a",
                "a@",
                "@b",
                "a b@c",
                "a@b c",
                " a@b",
                "a@b ",
                "a@b\n",
                "a@b\r\nBcc: c@d",
                "a@\u2003b",
                "a@b\u0000",
                "a@b\u0001",
                "a\u200b@b",
                "a@b,c@d",
                "a@b;c@d",
                "a@b@c",
                "<a@b>",
                "a@b>\u0001",
                "Ann <a@b>",
                "a@b (Ann)",
                "\"a@b\"@c",
                "\"a\"@c",
                "a\\@b@c",
                ".a@b",
                "a.@b",
                "a..b@c",
                "a@.b",
                "a@b.",
                "a@b..c",
                "a@-b",
                "a@b-",
                "a@b_c",
                "a@[127.0.0.1]",
                "a:b@c",
                "a@b:25"
            })
    void otherTextIsRefused(String text) {
        assertThatThrownBy(() -> Email.parse(text))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("email"));
    }

    @Test
    void oldStoredAddressStaysValid() {
        assertThat(Email.isWellFormed(new Email("a@b,c@d").value())).isFalse();
        assertThat(new Email("\"a@b\"@c").mailbox()).isEqualTo("\"a@b\"");
    }

    @Test
    void addressHasAtMost254Characters() {
        var domain = ("x".repeat(61) + ".").repeat(3) + "example";
        assertThat(Email.parse("x".repeat(60) + "@" + domain).value()).hasSize(254);
        assertThatThrownBy(() -> Email.parse("x".repeat(61) + "@" + domain)).isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> Email.parse("x".repeat(65) + "@y")).isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> Email.parse("x@" + "y".repeat(64))).isInstanceOf(Refusal.Invalid.class);
    }
}
