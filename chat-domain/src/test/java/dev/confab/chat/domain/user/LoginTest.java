package dev.confab.chat.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LoginTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant MIDNIGHT = NOON.plus(Duration.ofHours(12));

    private final Login login =
            Login.start(new LoginId(UUID.randomUUID()), new UserId(UUID.randomUUID()), NOON, MIDNIGHT);

    @Test
    void loginIsActiveUntilItExpires() {
        assertThat(login.isActiveAt(NOON)).isTrue();
        assertThat(login.isActiveAt(MIDNIGHT.minusMillis(1))).isTrue();
        assertThat(login.isActiveAt(MIDNIGHT)).isFalse();
    }

    @Test
    void refreshExtendsTheLoginAndRaisesTheGeneration() {
        var refreshed = login.refresh(NOON, MIDNIGHT.plusSeconds(60));
        assertThat(refreshed.generation()).isEqualTo(login.generation() + 1);
        assertThat(refreshed.isActiveAt(MIDNIGHT)).isTrue();
        assertThat(refreshed.created()).isEqualTo(login.created());
    }

    @Test
    void olderGenerationIsReuse() {
        var refreshed = login.refresh(NOON, MIDNIGHT).refresh(NOON, MIDNIGHT);
        var later = NOON.plus(Login.GRACE);
        assertThat(refreshed.isReuse(0, later)).isTrue();
        assertThat(refreshed.isReuse(1, later)).isTrue();
        assertThat(refreshed.isReuse(2, later)).isFalse();
        assertThat(login.isReuse(0, later)).isFalse();
    }

    @Test
    void previousGenerationIsAcceptedFor10Seconds() {
        var refreshed = login.refresh(NOON, MIDNIGHT);
        assertThat(refreshed.isReuse(0, NOON.plusMillis(9_999))).isFalse();
        assertThat(refreshed.isReuse(0, NOON.plusSeconds(10))).isTrue();
        assertThat(refreshed.isLatest(0)).isFalse();
    }

    @Test
    void generationBeforeThePreviousIsReuse() {
        var twice = login.refresh(NOON, MIDNIGHT).refresh(NOON, MIDNIGHT);
        assertThat(twice.isReuse(0, NOON)).isTrue();
        assertThat(twice.isReuse(1, NOON)).isFalse();
    }

    @Test
    void endedLoginStaysEnded() {
        var ended = login.ended(NOON.plusSeconds(1));
        assertThat(ended.isActiveAt(NOON)).isFalse();
        assertThat(ended.ended(NOON.plusSeconds(9))).isEqualTo(ended);
        assertThat(ended.refresh(NOON, MIDNIGHT.plusSeconds(60)).isActiveAt(NOON))
                .isFalse();
    }
}
