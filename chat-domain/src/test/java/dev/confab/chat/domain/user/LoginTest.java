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
            Login.begun(new LoginId(UUID.randomUUID()), new UserId(UUID.randomUUID()), NOON, MIDNIGHT);

    @Test
    void livesUntilItExpires() {
        assertThat(login.isAliveAt(NOON)).isTrue();
        assertThat(login.isAliveAt(MIDNIGHT.minusMillis(1))).isTrue();
        assertThat(login.isAliveAt(MIDNIGHT)).isFalse();
    }

    @Test
    void aRefreshProlongsItAndRaisesTheGeneration() {
        var refreshed = login.refreshed(NOON, MIDNIGHT.plusSeconds(60));
        assertThat(refreshed.generation()).isEqualTo(login.generation() + 1);
        assertThat(refreshed.isAliveAt(MIDNIGHT)).isTrue();
        assertThat(refreshed.created()).isEqualTo(login.created());
    }

    @Test
    void anOlderGenerationShowsReuse() {
        var refreshed = login.refreshed(NOON, MIDNIGHT).refreshed(NOON, MIDNIGHT);
        var later = NOON.plus(Login.GRACE);
        assertThat(refreshed.isReuse(0, later)).isTrue();
        assertThat(refreshed.isReuse(1, later)).isTrue();
        assertThat(refreshed.isReuse(2, later)).isFalse();
        assertThat(login.isReuse(0, later)).isFalse();
    }

    @Test
    void theGenerationBeforeIsExcusedForTenSecondsAfterTheRefresh() {
        var refreshed = login.refreshed(NOON, MIDNIGHT);
        assertThat(refreshed.isReuse(0, NOON.plusMillis(9_999))).isFalse();
        assertThat(refreshed.isReuse(0, NOON.plusSeconds(10))).isTrue();
        assertThat(refreshed.isLatest(0)).isFalse();
    }

    @Test
    void onceTheNextGenerationWasUsedTheOneBeforeItIsNotExcused() {
        var twice = login.refreshed(NOON, MIDNIGHT).refreshed(NOON, MIDNIGHT);
        assertThat(twice.isReuse(0, NOON)).isTrue();
        assertThat(twice.isReuse(1, NOON)).isFalse();
    }

    @Test
    void onceEndedItStaysSo() {
        var ended = login.ended(NOON.plusSeconds(1));
        assertThat(ended.isAliveAt(NOON)).isFalse();
        assertThat(ended.ended(NOON.plusSeconds(9))).isEqualTo(ended);
        assertThat(ended.refreshed(NOON, MIDNIGHT.plusSeconds(60)).isAliveAt(NOON))
                .isFalse();
    }
}
