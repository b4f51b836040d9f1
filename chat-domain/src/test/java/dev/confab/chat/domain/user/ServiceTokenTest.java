package dev.confab.chat.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceTokenTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\u0000b", "a\u001bb", "a\u0085b", "\ud800"})
    void serviceNameIsOneLine(String name) {
        assertThatThrownBy(() -> new ServiceName(name))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        invalid -> assertThat(invalid.field()).isEqualTo("service"));
    }

    @Test
    void serviceNameHasAMaximumLength() {
        assertThat(new ServiceName("𝒳".repeat(100))).hasToString("𝒳".repeat(100));
        assertThatThrownBy(() -> new ServiceName("x".repeat(101))).isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void tokenIsRecognizedByItsPrefix() {
        var text = ServiceToken.text(new Secret("chance"));
        assertThat(text.value()).isEqualTo("cfs_chance");
        assertThat(ServiceToken.isText(text.value())).isTrue();
        assertThat(ServiceToken.isText("eyJhbGciOiJIUzI1NiJ9.e30.x")).isFalse();
    }
}
