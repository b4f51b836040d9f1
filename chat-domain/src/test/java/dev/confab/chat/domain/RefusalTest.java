package dev.confab.chat.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RefusalTest {

    @Test
    void anAnswerCarriesNoStackTrace() {
        assertThat(new Refusal.Conflict("Taken.").getStackTrace()).isEmpty();
    }

    @Test
    void whatDoesNotExistIsNamedByKindOnly() {
        assertThat(new Refusal.NotFound("room")).hasMessage("Room not found.");
    }

    @Test
    void anExpiredTokenIsToldFromABadOne() {
        assertThat(Refusal.Unauthenticated.tokenExpired().expired()).isTrue();
        assertThat(new Refusal.Unauthenticated("No.").expired()).isFalse();
    }

    @Test
    void tellsWhatIsWrongAndWhenToComeBack() {
        assertThat(new Refusal.Invalid("title", "No.").field()).isEqualTo("title");
        assertThat(new Refusal.Invalid(null, "No.").field()).isNull();
        assertThat(new Refusal.TooMany("No.", Duration.ofSeconds(3)).retryAfter())
                .isEqualTo(Duration.ofSeconds(3));
    }
}
