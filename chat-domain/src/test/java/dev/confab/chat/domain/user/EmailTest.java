package dev.confab.chat.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailTest {

    @ParameterizedTest
    @ValueSource(strings = {"a@b", "ann@example.org", "\"a@b\"@c", "мария@пример.рф", "a+b@c"})
    void whatMayBeAnAddressIsOne(String text) {
        assertThat(new Email(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "a", "a@", "@b", "a b@c", "a@b\n", "a@b\r\nBcc: c@d", "a@\u2003b", "a@b\u0000"})
    void whatCannotBeOneIsRefused(String text) {
        assertThatThrownBy(() -> new Email(text))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("email"));
    }

    @Test
    void isAtMost254CharactersLong() {
        assertThat(new Email("x".repeat(252) + "@y").value()).hasSize(254);
        assertThatThrownBy(() -> new Email("x".repeat(253) + "@y")).isInstanceOf(Refusal.Invalid.class);
    }
}
