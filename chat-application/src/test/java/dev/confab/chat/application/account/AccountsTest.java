package dev.confab.chat.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.InMemoryPasswordHasher;
import dev.confab.chat.domain.port.PasswordHasher;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Role;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.user.Credential;
import dev.confab.chat.domain.user.Email;
import dev.confab.chat.domain.user.Login;
import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.PasswordHash;
import dev.confab.chat.domain.user.UserEvent;
import dev.confab.chat.domain.user.UserProfile;
import dev.confab.chat.domain.user.Username;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AccountsTest {

    private static final Password ANOTHER = new Password("another horse entirely");

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
    void aRefreshTokenComesAgainWithinTheGraceAndTheLogInGoesOn() {
        var ann = t.user("ann");
        var first = logIn();
        accounts.refresh(first.refresh());
        t.clock.forward(Login.GRACE.minusMillis(1));

        var again = accounts.refresh(first.refresh());

        assertThat(authentication.authenticate(again.access()).user()).isEqualTo(ann);
        assertThat(accounts.refresh(again.refresh())).isNotNull();
        assertThat(t.userEvents.published()).isEmpty();
    }

    @Test
    void onceTheNextRefreshTokenWasUsedTheFormerOneHasNoGrace() {
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
    void ofManyRefreshesWithOneTokenAtTheSameTimeNobodyIsLoggedOut() {
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
    void ofTooManyLogInsTheOneThatWasNotRefreshedForTheLongestEnds() {
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

    @Test
    void aPasswordLikeTheEMailOrDisplayNameIsWeak() {
        var email = new Email("anna-at-work@example.org");
        for (var weak : List.of("anna-at-work", "Anna Smith")) {
            var wish = new SignUp(new Username("ann"), new Password(weak), email, "Anna Smith");
            assertInvalid("password", () -> accounts.signUp(wish));
        }
    }

    @Test
    void aProfileChangesWhereTheWishSaysSo() {
        var ann = t.user("ann");
        var email = new Email("ann@example.org");

        accounts.changeProfile(ann.id(), now -> new UserProfile("Dr Ann", now.email()));
        var changed = accounts.changeProfile(ann.id(), now -> new UserProfile(now.displayName(), email));

        assertThat(changed.profile()).isEqualTo(new UserProfile("Dr Ann", email));
        assertThat(t.chat.authentication().authenticate(logIn().access()).user())
                .isEqualTo(changed);
    }

    @Test
    void aNewDisplayNameIsReadInTheRooms() {
        var ann = t.user("ann");
        var room = t.room(ann, false);

        accounts.changeProfile(ann.id(), now -> new UserProfile("Dr Ann", null));

        assertThat(t.chat.members().all(ann.id(), room))
                .extracting(Member::name)
                .containsExactly("Dr Ann");
    }

    @Test
    void aNewPasswordReplacesTheOldOne() {
        t.user("ann");
        changePassword(logIn(), TestChat.PASSWORD, ANOTHER);

        assertThatThrownBy(this::logIn).isInstanceOf(Refusal.Unauthenticated.class);
        assertThat(accounts.logIn(new Username("ann"), ANOTHER)).isNotNull();
    }

    @Test
    void aNewPasswordEndsEveryOtherLogIn() {
        var ann = t.user("ann");
        var phone = logIn();
        var laptop = logIn();
        var lost = logIn();
        accounts.logOut(lost.refresh());
        t.user("bob");
        var bob = accounts.logIn(new Username("bob"), TestChat.PASSWORD);
        t.userEvents.forget();

        changePassword(laptop, TestChat.PASSWORD, ANOTHER);

        assertThatThrownBy(() -> t.chat.authentication().authenticate(phone.access()))
                .isInstanceOf(Refusal.Unauthenticated.class);
        assertThatThrownBy(() -> accounts.refresh(phone.refresh())).isInstanceOf(Refusal.Unauthenticated.class);
        assertThat(t.chat.authentication().authenticate(laptop.access()).user()).isEqualTo(ann);
        assertThat(accounts.refresh(laptop.refresh())).isNotNull();
        assertThat(t.chat.authentication().authenticate(bob.access())).isNotNull();
        assertThat(t.userEvents.published())
                .singleElement()
                .isInstanceOfSatisfying(
                        UserEvent.LoginEnded.class,
                        event -> assertThat(event.user()).isEqualTo(ann.id()));
    }

    @Test
    void withAWrongOldOrAWeakNewPasswordNothingChanges() {
        t.user("ann");
        var phone = logIn();
        var laptop = logIn();

        assertInvalid("old_password", () -> changePassword(laptop, ANOTHER, ANOTHER));
        for (var weak : List.of("short", "password1", "ann")) {
            assertInvalid("new_password", () -> changePassword(laptop, TestChat.PASSWORD, new Password(weak)));
        }

        assertThat(t.chat.authentication().authenticate(phone.access())).isNotNull();
        assertThat(logIn()).isNotNull();
        assertThat(t.userEvents.published()).isEmpty();
    }

    @Test
    void ofTwoWhoChangeAPasswordAtOnceTheSecondHasTheOldOneWrong() {
        t.user("ann");
        var tokens = logIn();
        t.passwords.beforeHashing(() -> changePassword(tokens, TestChat.PASSWORD, ANOTHER));

        assertInvalid(
                "old_password", () -> changePassword(tokens, TestChat.PASSWORD, new Password("yet another horse")));

        assertThat(accounts.logIn(new Username("ann"), ANOTHER)).isNotNull();
    }

    @Test
    void aLogInWithAPasswordThatIsReplacedMeanwhileFails() {
        t.user("ann");
        var tokens = logIn();
        t.passwords.afterMatching(() -> changePassword(tokens, TestChat.PASSWORD, ANOTHER));

        assertThatThrownBy(this::logIn).isInstanceOf(Refusal.Unauthenticated.class);
    }

    @Test
    void aLogInGoesOnWhenOnlyTheProfileChangesMeanwhile() {
        var ann = t.user("ann");
        t.passwords.afterMatching(() -> accounts.changeProfile(ann.id(), now -> new UserProfile("Dr Ann", null)));

        assertThat(t.chat.authentication().authenticate(logIn().access()).user().displayName())
                .isEqualTo("Dr Ann");
    }

    @Test
    void aLogInMakesAnOutdatedHashAnew() {
        t.passwords.become(InMemoryPasswordHasher.ofYesterday());
        t.user("ann");
        var old = hash();
        logIn();
        assertThat(hash()).isEqualTo(old);

        t.passwords.become(new InMemoryPasswordHasher());
        assertThatThrownBy(() -> accounts.logIn(new Username("ann"), ANOTHER))
                .isInstanceOf(Refusal.Unauthenticated.class);
        assertThat(hash()).isEqualTo(old);
        logIn();
        var fresh = hash();
        logIn();

        assertThat(fresh).isNotEqualTo(old);
        assertThat(hash()).isEqualTo(fresh);
    }

    @Test
    void passwordIsTheSameInBothWaysToEncodeIt() {
        var composed = new Password("P\u00e4sswort f\u00fcr mich");
        var decomposed = new Password("Pa\u0308sswort fu\u0308r mich");
        accounts.signUp(new SignUp(new Username("ann"), composed, null, null));
        accounts.signUp(new SignUp(new Username("bob"), decomposed, null, null));
        for (var name : List.of("ann", "bob")) {
            var tokens = accounts.logIn(new Username(name), composed);
            assertThat(accounts.logIn(new Username(name), decomposed)).isNotNull();
            changePassword(tokens, decomposed, composed);
            assertThat(accounts.logIn(new Username(name), decomposed)).isNotNull();
        }
    }

    @Test
    void hashOfAPasswordAsItWasTypedStaysGoodAndIsRenewed() {
        var ann = t.user("ann");
        var typed = new Password("Pa\u0308sswort fu\u0308r mich");
        var composed = new Password("P\u00e4sswort f\u00fcr mich");
        var old = t.passwords.hash(typed);
        t.stores.transactions().write(() -> {
            t.stores.users().update(new Credential(ann, old));
            return ann;
        });
        assertThatThrownBy(() -> accounts.logIn(ann.username(), composed)).isInstanceOf(Refusal.Unauthenticated.class);

        accounts.logIn(ann.username(), typed);

        assertThat(hash()).isNotEqualTo(old);
        assertThat(accounts.logIn(ann.username(), composed)).isNotNull();
        assertThat(accounts.logIn(ann.username(), typed)).isNotNull();
    }

    @Test
    void wrongPasswordCostsAsManyHashesAsAnUnknownUser() {
        t.user("ann");
        for (var text : List.of("something else", "somethi\u0301ng e\u0301lse")) {
            int known = comparisons("ann", text);
            assertThat(comparisons("nobody", text)).isEqualTo(known);
        }
    }

    private int comparisons(String name, String password) {
        var count = new AtomicInteger();
        t.passwords.become(new CountingHasher(count));
        assertThatThrownBy(() -> accounts.logIn(new Username(name), new Password(password)))
                .isInstanceOf(Refusal.Unauthenticated.class);
        return count.get();
    }

    private record CountingHasher(AtomicInteger count) implements PasswordHasher {

        private static final InMemoryPasswordHasher INNER = new InMemoryPasswordHasher();

        @Override
        public PasswordHash hash(Password password) {
            return INNER.hash(password);
        }

        @Override
        public boolean matches(Password password, PasswordHash hash) {
            count.incrementAndGet();
            return INNER.matches(password, hash);
        }

        @Override
        public boolean isOutdated(PasswordHash hash) {
            return INNER.isOutdated(hash);
        }
    }

    @Test
    void composedAndDecomposedNamesAreOneAccount() {
        var asa = t.user("\u00c5sa");
        assertInvalid("username", () -> t.user("A\u030asa"));
        for (var name : List.of("A\u030asa", "a\u030asa", "\u00c5SA")) {
            var tokens = accounts.logIn(new Username(name), TestChat.PASSWORD);
            assertThat(authentication.authenticate(tokens.access()).user()).isEqualTo(asa);
        }
    }

    @Test
    void namesThatCouldBeMistakenAreRefused() {
        t.user("ann");
        for (var name : List.of("аnn", "ａｎｎ", "ann\ufe0f", "\u3164", "..", "a/b", "system", "a\u2800")) {
            assertInvalid("username", () -> t.user(name));
        }
        t.user("сора");
        assertInvalid("username", () -> t.user("copa"));
    }

    private PasswordHash hash() {
        return t.stores
                .transactions()
                .read(() -> t.stores.users().credential(new Username("ann")).orElseThrow())
                .hash();
    }

    @Test
    void whoGivesUpTheAccountIsOutAtOnceAndForGood() {
        var ann = t.user("ann");
        var phone = logIn();
        var laptop = logIn();

        accounts.deactivate(ann.id());

        for (var tokens : List.of(phone, laptop)) {
            assertThatThrownBy(() -> t.chat.authentication().authenticate(tokens.access()))
                    .isInstanceOf(Refusal.Unauthenticated.class);
            assertThatThrownBy(() -> accounts.refresh(tokens.refresh())).isInstanceOf(Refusal.Unauthenticated.class);
        }
        assertThatThrownBy(this::logIn)
                .isInstanceOf(Refusal.Unauthenticated.class)
                .hasMessage(messageForNobody());
        assertInvalid("username", () -> t.user("Ann"));
        assertThat(t.chat.directory().search("ann", new Page.Window(10, 0)).items())
                .isEmpty();
        assertThat(t.userEvents.published()).containsExactly(new UserEvent.Deactivated(ann.id()));
    }

    @Test
    void whoGivesUpTheAccountTwiceIsUnknown() {
        var ann = t.user("ann");
        accounts.deactivate(ann.id());

        assertThatThrownBy(() -> accounts.deactivate(ann.id())).isInstanceOf(Refusal.Unauthenticated.class);
        assertThat(t.userEvents.published()).hasSize(1);
    }

    @Test
    void whoGivesUpTheAccountLeavesTheGroupsAndHandsOver() {
        var ann = t.user("ann");
        var bob = t.user("bob");
        var own = t.room(ann, false, bob);
        var others = t.room(bob, true, ann);
        var left = t.room(ann, true);
        t.chat.members().leave(ann.id(), left);

        accounts.deactivate(ann.id());

        assertThat(t.membership(ann, own).isActive()).isFalse();
        assertThat(t.membership(ann, others).isActive()).isFalse();
        assertThat(t.membership(bob, own).role()).isEqualTo(Role.OWNER);
        assertThat(t.stored(own).memberCount()).isEqualTo(1);
        assertThat(t.told(others)).last().isInstanceOf(RoomEvent.MemberLeft.class);
    }

    @Test
    void directRoomsStayReadableForTheOthers() {
        var ann = t.user("ann");
        var bob = t.user("bob");
        var direct = t.chat.rooms()
                .direct(ann.id(), TestChat.idsOf(bob))
                .room()
                .room()
                .id();
        t.post(ann, direct, "good bye");

        accounts.deactivate(ann.id());

        assertThat(t.view(bob, direct).title()).isEqualTo("ann");
        assertThat(t.chat.members().all(bob.id(), direct))
                .extracting(Member::name)
                .containsExactlyInAnyOrder("ann", "bob");
        assertThat(t.post(bob, direct, "good bye")).isNotNull();
        assertThat(t.chat.rooms()
                        .direct(bob.id(), TestChat.idsOf(ann))
                        .room()
                        .room()
                        .id())
                .isEqualTo(direct);
    }

    private void changePassword(TokenPair asking, Password old, Password chosen) {
        var caller = t.chat.authentication().authenticate(asking.access());
        accounts.changePassword(new PasswordChange(caller.user().id(), caller.login(), old, chosen));
    }

    private static void assertInvalid(String field, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo(field));
    }

    private TokenPair logIn() {
        return accounts.logIn(new Username("Ann"), TestChat.PASSWORD);
    }
}
