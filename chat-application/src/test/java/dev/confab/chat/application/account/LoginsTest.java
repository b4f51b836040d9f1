package dev.confab.chat.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.user.Login;
import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.UserEvent;
import dev.confab.chat.domain.user.UserProfile;
import dev.confab.chat.domain.user.Username;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoginsTest extends AccountsFixture {

    @Test
    void wrongPasswordAndUnknownNameHaveSameRefusal() {
        t.user("ann");

        assertThatThrownBy(() -> accounts.logIn(new Username("ann"), new Password("something else")))
                .isInstanceOf(Refusal.Unauthenticated.class)
                .hasMessage(refusalOfUnknownName());
    }

    @Test
    void accessTokenExpires() {
        t.user("ann");
        var tokens = logIn();

        t.clock.forward(TokenLifetimes.DEFAULT.access());

        assertThatThrownBy(() -> authentication.authenticate(tokens.access()))
                .isInstanceOfSatisfying(
                        Refusal.Unauthenticated.class,
                        refusal -> assertThat(refusal.expired()).isTrue());
    }

    @Test
    void refreshAndAccessTokensAreNotInterchangeable() {
        t.user("ann");
        var tokens = logIn();

        assertThatThrownBy(() -> authentication.authenticate(tokens.refresh()))
                .isInstanceOf(Refusal.Unauthenticated.class);
        assertThatThrownBy(() -> accounts.refresh(tokens.access())).isInstanceOf(Refusal.Unauthenticated.class);
        assertThatThrownBy(() -> accounts.logOut(tokens.access())).isInstanceOf(Refusal.Unauthenticated.class);
    }

    @Test
    void refreshReturnsNewPairOfSameLogin() {
        var ann = t.user("ann");
        var first = logIn();
        t.clock.forward(Duration.ofMinutes(20));

        var second = accounts.refresh(first.refresh());

        assertThat(second.refresh()).isNotEqualTo(first.refresh());
        assertThat(authentication.authenticate(second.access()).user()).isEqualTo(ann);
    }

    @Test
    void refreshTokenUsedTwiceEndsLogin() {
        var ann = t.user("ann");
        var first = logIn();
        var second = accounts.refresh(first.refresh());
        t.clock.forward(Login.GRACE);

        assertThatThrownBy(() -> accounts.refresh(first.refresh())).isInstanceOf(Refusal.Unauthenticated.class);

        assertThatThrownBy(() -> authentication.authenticate(second.access()))
                .isInstanceOf(Refusal.Unauthenticated.class);
        assertThatThrownBy(() -> accounts.refresh(second.refresh())).isInstanceOf(Refusal.Unauthenticated.class);
        assertThat(t.userEvents.published())
                .singleElement()
                .isInstanceOfSatisfying(
                        UserEvent.LoginEnded.class,
                        event -> assertThat(event.user()).isEqualTo(ann.id()));
    }

    @Test
    void refreshTokenUsedTwiceWithinGraceReturnsNewPair() {
        var ann = t.user("ann");
        var first = logIn();
        accounts.refresh(first.refresh());
        t.clock.forward(Login.GRACE.minusMillis(1));

        var repeated = accounts.refresh(first.refresh());

        assertThat(authentication.authenticate(repeated.access()).user()).isEqualTo(ann);
        assertThat(accounts.refresh(repeated.refresh())).isNotNull();
        assertThat(t.userEvents.published()).isEmpty();
    }

    @Test
    void formerRefreshTokenHasNoGraceOnceNextOneWasUsed() {
        t.user("ann");
        var first = logIn();
        var second = accounts.refresh(first.refresh());
        var third = accounts.refresh(second.refresh());

        assertThatThrownBy(() -> accounts.refresh(first.refresh())).isInstanceOf(Refusal.Unauthenticated.class);

        assertThatThrownBy(() -> authentication.authenticate(third.access()))
                .isInstanceOf(Refusal.Unauthenticated.class);
        assertThat(t.userEvents.published()).hasSize(1);
    }

    @Test
    void concurrentRefreshesWithOneTokenKeepLogin() {
        t.user("ann");
        var first = logIn();

        var pairs = IntStream.range(0, 8)
                .parallel()
                .mapToObj(tab -> accounts.refresh(first.refresh()))
                .toList();

        assertThat(pairs).hasSize(8).allSatisfy(pair -> {
            assertThat(authentication.authenticate(pair.access())).isNotNull();
            accounts.verify(pair.refresh());
        });
        assertThat(t.userEvents.published()).isEmpty();
    }

    @Test
    void loginRefreshedLeastRecentlyEndsBeyondLimit() {
        t.user("ann");
        var oldest = logIn();
        var second = logIn();
        t.clock.forward(Duration.ofMinutes(1));
        oldest = accounts.refresh(oldest.refresh());
        for (int number = 2; number < Login.MAX_OF_USER; number++) {
            logIn();
        }
        assertThat(t.userEvents.published()).isEmpty();

        var latest = logIn();

        assertThatThrownBy(() -> authentication.authenticate(second.access()))
                .isInstanceOf(Refusal.Unauthenticated.class);
        assertThat(authentication.authenticate(oldest.access())).isNotNull();
        assertThat(authentication.authenticate(latest.access())).isNotNull();
        assertThat(t.userEvents.published()).hasSize(1);
    }

    @Test
    void logOutEndsOnlyItsLogin() {
        t.user("ann");
        var phone = logIn();
        var laptop = logIn();

        accounts.logOut(phone.refresh());
        accounts.logOut(phone.refresh());

        assertThatThrownBy(() -> authentication.authenticate(phone.access()))
                .isInstanceOf(Refusal.Unauthenticated.class);
        assertThatThrownBy(() -> accounts.verify(phone.refresh())).isInstanceOf(Refusal.Unauthenticated.class);
        assertThat(authentication.authenticate(laptop.access())).isNotNull();
        assertThat(t.userEvents.published()).hasSize(1);
    }

    @Test
    void loginWithoutRefreshExpires() {
        t.user("ann");
        var tokens = logIn();

        t.clock.forward(TokenLifetimes.DEFAULT.refresh());

        assertThatThrownBy(() -> accounts.refresh(tokens.refresh())).isInstanceOf(Refusal.Unauthenticated.class);
    }

    @Test
    void verifyAcceptsOnlyValidTokens() {
        t.user("ann");
        var first = logIn();
        accounts.verify(first.access());
        accounts.verify(first.refresh());

        accounts.refresh(first.refresh());

        accounts.verify(first.access());
        assertThatThrownBy(() -> accounts.verify(first.refresh())).isInstanceOf(Refusal.Unauthenticated.class);
        assertThatThrownBy(() -> accounts.verify("nonsense")).isInstanceOf(Refusal.Unauthenticated.class);
    }

    @Test
    void logInFailsIfPasswordIsReplacedMeanwhile() {
        t.user("ann");
        var tokens = logIn();
        t.passwords.afterMatching(() -> changePassword(tokens, TestChat.PASSWORD, OTHER_PASSWORD));

        assertThatThrownBy(this::logIn).isInstanceOf(Refusal.Unauthenticated.class);
    }

    @Test
    void logInSucceedsIfProfileChangesMeanwhile() {
        var ann = t.user("ann");
        t.passwords.afterMatching(() -> accounts.changeProfile(ann.id(), profile -> new UserProfile("Dr Ann", null)));

        assertThat(t.chat.authentication().authenticate(logIn().access()).user().displayName())
                .isEqualTo("Dr Ann");
    }
}
