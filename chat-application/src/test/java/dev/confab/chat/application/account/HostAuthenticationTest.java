package dev.confab.chat.application.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.user.HostUser;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HostAuthenticationTest extends HostAuthenticationFixture {

    @Test
    void firstTokenCreatesUser() {
        var caller = authentication.authenticate(token("7", "ann", "Ann Lee"));

        assertThat(caller.user().username().value()).isEqualTo("ann");
        assertThat(caller.user().displayName()).isEqualTo("Ann Lee");
        assertThat(caller.login()).isNull();
        assertThat(stored("7")).isEqualTo(caller.user());
    }

    @Test
    void sameExternalIdIsSameUser() {
        var first = authentication.authenticate(token("7", "ann", "Ann")).user();

        assertThat(authentication.authenticate(token("7", "ann", "Ann")).user()).isEqualTo(first);
        assertThat(authentication.authenticate(token("8", "bob", "Bob")).user().id())
                .isNotEqualTo(first.id());
    }

    @Test
    void tokenWithoutNewClaimsCostsOneRead() {
        authentication.authenticate(token("7", "ann", "Ann"));
        authentication.authenticate(token("8", "ann", "The other Ann"));
        transactions.forget();

        authentication.authenticate(token("7", "ann", "Ann"));
        authentication.authenticate(token("8", "ann", "The other Ann"));

        assertThat(transactions.reads).hasValue(2);
        assertThat(transactions.writes).hasValue(0);
    }

    @Test
    void deactivatedUserIsRefused() {
        var token = token("7", "ann", "Ann");
        var claims = claims("7", "ann", "Ann", clock.instant(), null);
        var ann = HostUser.firstSeen(new UserId(ids.next()), claims, clock.instant())
                .get(0);
        var deactivated = new User(ann.user().id(), ann.user().username(), "Ann", null, false, false, clock.instant());
        stores.transactions()
                .write(() -> stores.users().add(new HostUser(ann.external(), deactivated, ann.statedAt())));

        assertRefused(token, false);
    }

    @Test
    void tokenIsValidForOneMinuteAfterExpiry() {
        var token = token("7", "ann", "Ann");
        clock.forward(HOUR.plusMillis(59_999));

        var caller = authentication.authenticate(token);
        assertThat(caller.expires()).isEqualTo(clock.instant().plusMillis(1));

        clock.tick();
        assertRefused(token, true);
    }

    @Test
    void expiredTokenCreatesNoUser() {
        var token = token("7", "ann", "Ann");
        clock.forward(HOUR.plusMinutes(1));

        assertRefused(token, true);

        assertThat(find("7")).isNull();
    }

    @Test
    void tokenIsNotValidUntilOneMinuteBeforeStart() {
        var begins = clock.instant().plusSeconds(61);
        var token = host.give(claims("7", "ann", "Ann", clock.instant(), begins));
        assertRefused(token, false);

        clock.forward(Duration.ofSeconds(1));

        assertThat(authentication.authenticate(token).user().username().value()).isEqualTo("ann");
    }

    @Test
    void tokenOfAnotherIssuerIsRefused() {
        assertRefused("made up", false);
    }
}
