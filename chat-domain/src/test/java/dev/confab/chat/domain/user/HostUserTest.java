package dev.confab.chat.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Refusal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostUserTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final UserId ID = new UserId(UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"));
    private static final ExternalId EXTERNAL = new ExternalId("auth0|7");

    @Test
    void newUserHasTheNamesOfTheToken() {
        var user = met(claims("ann", "Ann Lee", NOON)).user();

        assertThat(user.id()).isEqualTo(ID);
        assertThat(user.username()).isEqualTo(new Username("ann"));
        assertThat(user.displayName()).isEqualTo("Ann Lee");
        assertThat(user.email()).isNull();
        assertThat(user.active()).isTrue();
        assertThat(user.staff()).isFalse();
    }

    @Test
    void idServesAsNameIfTheTokenHasNone() {
        for (var silent : new String[] {null, "", " \t"}) {
            var user = met(claims(silent, silent, NOON)).user();

            assertThat(user.username().value()).isEqualTo("auth0|7");
            assertThat(user.displayName()).isEqualTo("auth0|7");
        }
    }

    @ParameterizedTest
    @CsvSource({"' ann lee ', ann_lee", "a\u00a0b, a_b", "ann\u200b, ann_", "a\u0000b, a\uFFFDb", "\uD83D, \uFFFD"})
    void invalidNameIsAdapted(String claimed, String name) {
        assertThat(met(claims(claimed, null, NOON)).user().username().value()).isEqualTo(name);
    }

    @Test
    void longNamesAreCutBetweenCharacters() {
        var user = met(claims("👋".repeat(200), "👋".repeat(200), NOON)).user();

        assertThat(user.username().value()).isEqualTo("👋".repeat(Username.MAX_LENGTH));
        assertThat(user.displayName()).isEqualTo("👋".repeat(User.MAX_DISPLAY_NAME));
    }

    @Test
    void takenNameGetsAnEndingFromTheUserId() {
        var names = HostUser.firstSeen(ID, claims("ann", "Ann", NOON), NOON).stream()
                .map(user -> user.user().username().value());

        assertThat(names).containsExactly("ann", "ann-099a8057", "ann-01890a5dac96774bbcceb302099a8057");
    }

    @Test
    void endingFitsTheLongestName() {
        var names = HostUser.firstSeen(ID, claims("👋".repeat(150), null, NOON), NOON);

        assertThat(names.get(1).user().username().value()).isEqualTo("👋".repeat(141) + "-099a8057");
    }

    @Test
    void repeatedTokenChangesNothing() {
        var claims = claims(" ann lee ", " Ann ", NOON);

        for (var known : HostUser.firstSeen(ID, claims, NOON)) {
            assertThat(known.isUpToDateWith(claims, NOON.plusSeconds(9))).isTrue();
        }
    }

    @Test
    void changedDisplayNameIsApplied() {
        var known = met(claims("ann", "Ann", NOON));
        var changed = claims("ann", "Ann Lee", NOON.plusSeconds(1));

        assertThat(known.isUpToDateWith(changed, NOON.plusSeconds(2))).isFalse();
        var next = known.following(changed, NOON.plusSeconds(2));
        assertThat(next).hasSize(1);
        assertThat(next.get(0).user().displayName()).isEqualTo("Ann Lee");
        assertThat(next.get(0).user().username()).isEqualTo(known.user().username());
        assertThat(next.get(0).statedAt()).isEqualTo(NOON.plusSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna", "Ann"})
    void changedUserNameIsApplied(String name) {
        var known = met(claims("ann", "Ann", NOON));
        var changed = claims(name, "Ann", NOON);

        assertThat(known.isUpToDateWith(changed, NOON)).isFalse();
        assertThat(known.following(changed, NOON).stream()
                        .map(user -> user.user().username().value()))
                .containsExactly(name, name + "-099a8057", name + "-01890a5dac96774bbcceb302099a8057");
    }

    @Test
    void endingStaysWhileTheHostKeepsTheName() {
        var known = HostUser.firstSeen(ID, claims("ann", "Ann", NOON), NOON).get(1);
        var changed = claims("ann", "Ann Lee", NOON);

        assertThat(known.following(changed, NOON).get(0).user().username().value())
                .isEqualTo("ann-099a8057");
    }

    @Test
    void missingClaimsChangeNothing() {
        var known = met(claims("ann", "Ann", NOON));

        assertThat(known.isUpToDateWith(claims(null, null, NOON.plusSeconds(1)), NOON.plusSeconds(1)))
                .isTrue();
    }

    @Test
    void olderTokenChangesNothing() {
        var known = met(claims("anna", "Anna", NOON));

        assertThat(known.isUpToDateWith(claims("ann", "Ann", NOON.minusSeconds(1)), NOON))
                .isTrue();
    }

    @Test
    void tokenFromTheFutureDoesNotBlockCurrentTokens() {
        var known = met(claims("ann", "Ann", NOON.plusSeconds(1_000_000)));

        assertThat(known.statedAt()).isEqualTo(NOON);
        assertThat(known.isUpToDateWith(claims("anna", "Ann", NOON.plusSeconds(1)), NOON.plusSeconds(1)))
                .isFalse();
    }

    @Test
    void repeatedOldTokenChangesNothing() {
        for (var time : new Instant[] {null, NOON.plusSeconds(1_000_000), NOON}) {
            var old = claims("ann", "Ann", time);
            var known = met(old);
            var news = claims("anna", "Anna", NOON);

            assertThat(known.isUpToDateWith(news, NOON.plusMillis(700))).isFalse();
            var renamed = known.following(news, NOON.plusMillis(700)).get(0);

            assertThat(renamed.isUpToDateWith(old, NOON.plusMillis(800)))
                    .as("%s", time)
                    .isTrue();
            assertThat(renamed.isUpToDateWith(old, NOON.plusSeconds(500))).isTrue();
        }
    }

    @Test
    void undatedTokenIsRememberedEvenIfItChangesNothing() {
        var known = met(claims("ann", "Ann", null));
        var second = new HostClaims(EXTERNAL, "ann", "Ann", null, null, NOON.plusSeconds(7_200));
        assertThat(known.isUpToDateWith(second, NOON)).isFalse();
        var heard = known.following(second, NOON).get(0);
        var renamed = heard.following(claims("anna", "Anna", NOON), NOON).get(0);
        assertThat(renamed.isUpToDateWith(second, NOON.plusSeconds(60))).isTrue();
    }

    @Test
    void tokenOfTheSameSecondAsOneFromTheFutureIsApplied() {
        var later = NOON.plusMillis(900);
        var known = HostUser.firstSeen(ID, claims("ann", "Ann", NOON.plusSeconds(9_999)), later)
                .get(0);
        assertThat(known.isUpToDateWith(claims("anna", "Anna", NOON), later)).isFalse();
    }

    @Test
    void numberOfRememberedTokensIsLimited() {
        var known = met(claims("ann", "Ann", null));
        for (int number = 0; number < 100; number++) {
            known = known.following(claims("ann" + number, "Ann", null), NOON).get(0);
        }
        assertThat(known.history().tokens()).hasSize(ClaimHistory.MAX_TOKENS);
    }

    @ParameterizedTest
    @CsvSource({"system", "SYSTEM", "room"})
    void reservedNameGetsAnEnding(String name) {
        assertThat(met(claims(name, null, NOON)).user().username().value()).isEqualTo(name + "-099a8057");
    }

    @Test
    void invisibleCharactersInADisplayNameAreReplaced() {
        assertThat(met(claims("ann", "Ann\r\nLee\u202e", NOON)).user().displayName())
                .isEqualTo("Ann  Lee\ufffd");
        assertThat(met(claims("ann", "\u200b\u3164", NOON)).user().displayName())
                .isEqualTo("ann");
        assertThat(met(claims("a/b\ufe0f", null, NOON)).user().username().value())
                .isEqualTo("a_b_");
    }

    @Test
    void undatedTokenCountsAsNew() {
        var known = met(claims("ann", "Ann", NOON));

        assertThat(known.isUpToDateWith(claims("anna", "Anna", null), NOON.plusSeconds(1)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\u0000", "\uD83D"})
    void externalIdIsNotBlank(String text) {
        assertThatThrownBy(() -> new ExternalId(text)).isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void externalIdHasAMaximumLength() {
        assertThat(new ExternalId("x".repeat(255)).value()).hasSize(255);
        assertThatThrownBy(() -> new ExternalId("x".repeat(256))).isInstanceOf(Refusal.Invalid.class);
    }

    private static HostUser met(HostClaims claims) {
        return HostUser.firstSeen(ID, claims, NOON).get(0);
    }

    private static HostClaims claims(@Nullable String username, @Nullable String name, @Nullable Instant issued) {
        return new HostClaims(EXTERNAL, username, name, issued, null, NOON.plusSeconds(600));
    }
}
