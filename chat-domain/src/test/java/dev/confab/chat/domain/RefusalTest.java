package dev.confab.chat.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RefusalTest {

    @Test
    void refusalHasNoStackTrace() {
        assertThat(new Refusal.Conflict("Taken.").getStackTrace()).isEmpty();
    }

    @Test
    void notFoundNamesOnlyTheKind() {
        assertThat(new Refusal.NotFound("room")).hasMessage("Room not found.");
    }

    @Test
    void expiredTokenDiffersFromInvalidToken() {
        assertThat(Refusal.Unauthenticated.tokenExpired().expired()).isTrue();
        assertThat(new Refusal.Unauthenticated("No.").expired()).isFalse();
    }

    @Test
    void refusalsCarryFieldAndRetryDelay() {
        assertThat(new Refusal.Invalid("title", "No.").field()).isEqualTo("title");
        assertThat(new Refusal.Invalid(null, "No.").field()).isNull();
        assertThat(new Refusal.TooMany("No.", Duration.ofSeconds(3)).retryAfter())
                .isEqualTo(Duration.ofSeconds(3));
    }
}
