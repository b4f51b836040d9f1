package dev.confab.chat.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.UserEvent;
import dev.confab.chat.domain.user.Username;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AccountsTest {

    private final TestChat t = new TestChat();
    private final Accounts accounts = t.accounts();
    private final Authentication authentication = t.chat.authentication();

    @Test
    void whoSignsUpCanLogInAndIsKnownByTheToken() {
        var ann = t.user("ann");

        var tokens = logIn();

        assertThat(authentication.authenticate(tokens.access()).user()).isEqualTo(ann);
        assertThat(tokens.expiresIn()).isEqualTo(TokenLifetimes.DEFAULT.access());
    }

    @Test
    void onlyStaffIsMadeStaff() {
        var operator = accounts.signUpStaff(new SignUp(new Username("operator"), TestChat.PASSWORD, null, null));
        var tokens = accounts.logIn(new Username("operator"), TestChat.PASSWORD);

        assertThat(operator.staff()).isTrue();
        assertThat(authentication.authenticate(tokens.access()).user()).isEqualTo(operator);
        assertThat(t.user("ann").staff()).isFalse();
    }

    @Test
    void aNameIsTakenInWhateverCase() {
        t.user("ann");

        assertThatThrownBy(() -> t.user("ANN"))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("username"));
    }

    @Test
    void aWeakPasswordIsRefusedBeforeAnythingIsStored() {
        var weak = new SignUp(new Username("ann"), new Password("short"), null, null);

        assertThatThrownBy(() -> accounts.signUp(weak))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("password"));
        assertThat(t.user("ann")).isNotNull();
    }

    @Test
    void aWrongPasswordAndAnUnknownNameReadTheSame() {
        t.user("ann");

        assertThatThrownBy(() -> accounts.logIn(new Username("ann"), new Password("something else")))
                .isInstanceOf(Refusal.Unauthenticated.class)
                .hasMessage(messageForNobody());
    }

    private String messageForNobody() {
        try {
            accounts.logIn(new Username("nobody"), TestChat.PASSWORD);
            return "";
        } catch (Refusal.Unauthenticated refusal) {
            return refusal.getMessage();
        }
    }

    @Test
    void anAccessTokenExpires() {
        t.user("ann");
        var tokens = logIn();

        t.clock.forward(TokenLifetimes.DEFAULT.access());

        assertThatThrownBy(() -> authentication.authenticate(tokens.access()))
                .isInstanceOfSatisfying(
                        Refusal.Unauthenticated.class,
                        refusal -> assertThat(refusal.expired()).isTrue());
    }

    @Test
    void aRefreshTokenIsNoAccessTokenAndTheOtherWayRound() {
        t.user("ann");
        var tokens = logIn();

        assertThatThrownBy(() -> authentication.authenticate(tokens.refresh()))
                .isInstanceOf(Refusal.Unauthenticated.class);
        assertThatThrownBy(() -> accounts.refresh(tokens.access())).isInstanceOf(Refusal.Unauthenticated.class);
        assertThatThrownBy(() -> accounts.logOut(tokens.access())).isInstanceOf(Refusal.Unauthenticated.class);
    }

    @Test
    void aRefreshGivesANewPairAndKeepsTheLogIn() {
        var ann = t.user("ann");
        var first = logIn();
        t.clock.forward(Duration.ofMinutes(20));

        var second = accounts.refresh(first.refresh());

        assertThat(second.refresh()).isNotEqualTo(first.refresh());
        assertThat(authentication.authenticate(second.access()).user()).isEqualTo(ann);
    }

    @Test
    void aRefreshTokenUsedTwiceEndsTheLogInForEverybody() {
        var ann = t.user("ann");
        var first = logIn();
        var second = accounts.refresh(first.refresh());

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
    void loggingOutEndsThisLogInOnly() {
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
    void aLogInThatSleepsTooLongIsOver() {
        t.user("ann");
        var tokens = logIn();

        t.clock.forward(TokenLifetimes.DEFAULT.refresh());

        assertThatThrownBy(() -> accounts.refresh(tokens.refresh())).isInstanceOf(Refusal.Unauthenticated.class);
    }

    @Test
    void verifyingTellsLivingTokensFromDeadOnes() {
        t.user("ann");
        var first = logIn();
        accounts.verify(first.access());
        accounts.verify(first.refresh());

        accounts.refresh(first.refresh());

        accounts.verify(first.access());
        assertThatThrownBy(() -> accounts.verify(first.refresh())).isInstanceOf(Refusal.Unauthenticated.class);
        assertThatThrownBy(() -> accounts.verify("nonsense")).isInstanceOf(Refusal.Unauthenticated.class);
    }

    private TokenPair logIn() {
        return accounts.logIn(new Username("Ann"), TestChat.PASSWORD);
    }
}
