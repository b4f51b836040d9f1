package dev.confab.chat.domain.port;

import static java.util.function.Predicate.isEqual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.user.ClaimHistory;
import dev.confab.chat.domain.user.Credential;
import dev.confab.chat.domain.user.Email;
import dev.confab.chat.domain.user.ExternalId;
import dev.confab.chat.domain.user.HostUser;
import dev.confab.chat.domain.user.PasswordHash;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import dev.confab.chat.domain.user.UserProfile;
import dev.confab.chat.domain.user.Username;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link UserStore} does. */
public abstract class UserStoreContract extends StoreContract {

    private static final Page.Window FIRST = new Page.Window(50, 0);

    @Test
    void bringsBackAnAccountAsItWas() {
        var plain = world.newUser(world.word());
        var full = Accounts.staffWithEmail(world.newUser(world.word()), "who@example.org");
        var gone = Accounts.inactive(world.newUser(world.word()));
        for (var user : new User[] {plain, full, gone}) {
            world.user(user);
            assertThat(find(user.id())).isEqualTo(user);
        }
    }

    @Test
    void bringsBackTheHashWithTheAccount() {
        var account = Accounts.of(world.newUser(world.word()));
        write(() -> db.users().add(account));
        assertThat(read(() -> db.users().credential(account.user().username()))).contains(account);
    }

    @ParameterizedTest
    @MethodSource("dev.confab.chat.domain.port.Strange#texts")
    void keepsADisplayNameToTheLetter(String name) {
        var user = world.user(Accounts.shownAs(world.newUser(world.word()), name));
        assertThat(find(user.id()).displayName()).isEqualTo(name);
    }

    @Test
    void keepsTextsOfFullLengthOutsideTheBasicPlane() {
        var user = world.newUser(world.word() + Strange.astral(Username.MAX_LENGTH - 33));
        var email = new Email(Strange.astral(Email.MAX_LENGTH - 2) + "@x");
        var shown = Accounts.shownAs(user, Strange.astral(User.MAX_DISPLAY_NAME));
        var full = world.user(Accounts.staffWithEmail(shown, email.value()));
        assertThat(find(user.id())).isEqualTo(full);
    }

    @Test
    void keepsANameThatFoldsToManyTimesItsLength() {
        var name = world.word() + "\uFDFA".repeat(Username.MAX_LENGTH - 33);
        var user = world.user(world.newUser(name));
        assertThat(find(user.id()).username().value()).isEqualTo(name);
        assertThat(read(() -> db.users().credential(new Username(name)))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"ås,a\u030as", "fi,\ufb01", "ann,ａｎｎ", "ann,a\u034fnn", "ann,ann\ufe0f", "ΟΔΟΣ,οδος"})
    void spellingsThatFoldToTheSameAreOneName(String one, String other) {
        var word = world.word();
        var user = world.user(world.newUser(word + one));
        var same = world.newUser(word + other);
        assertThat(read(() -> db.users().credential(same.username())))
                .get()
                .extracting(Credential::user)
                .isEqualTo(user);
        assertThat(write(() -> db.users().add(Accounts.of(same)))).isFalse();
        assertThat(search(same.username().value(), FIRST).items()).containsExactly(user);
    }

    @ParameterizedTest
    @CsvSource({"ann,аnn", "paypal,paypaI", "paypal,paypa1", "olivia,0livia", "Сора,copa", "ІРА,ipa", "modern,rnodern"})
    void namesThatLookTheSameAreTakenBothWays(String one, String other) {
        for (var names : List.of(List.of(one, other), List.of(other, one))) {
            var word = world.word();
            world.user(world.newUser(names.get(0) + "_" + word));
            var second = world.newUser(names.get(1) + "_" + word);
            assertThat(write(() -> db.users().add(Accounts.of(second)))).isFalse();
            assertThat(read(() -> db.users().find(second.id()))).isEmpty();
            var third = new HostUser(new ExternalId(world.word()), second, world.tick());
            assertThat(write(() -> db.users().add(third))).isFalse();
            var renamed = named(world.hostUser(), second.username().value());
            assertThat(write(() -> db.users().rename(renamed))).isFalse();
        }
    }

    @Test
    void theUnitOfWorkGoesOnAfterALookThatIsTaken() {
        var first = world.user(world.newUser("ann_" + world.word()));
        var second = world.newUser("а" + first.username().value().substring(1));
        var third = world.newUser(world.word());
        change(() -> {
            assertThat(db.users().add(Accounts.of(second))).isFalse();
            assertThat(db.users().add(Accounts.of(third))).isTrue();
        });
        assertThat(find(third.id())).isEqualTo(third);
    }

    @Test
    void ofManyNamesThatLookTheSameOneIsGivenOutAtTheSameTime() {
        for (int round = 0; round < 5; round++) {
            var word = world.word();
            var added = Together.run(8, number -> {
                var user = world.newUser((number % 2 == 0 ? "аnn_" : "ann_") + word);
                return write(() -> db.users().add(Accounts.of(user)));
            });
            assertThat(added.stream().filter(isEqual(true))).hasSize(1);
        }
    }

    @Test
    void aNameThatWasGivenUpFreesItsLook() {
        var before = world.hostUser();
        var name = before.user().username().value();
        assertThat(write(() -> db.users().rename(named(before, world.word())))).isTrue();
        assertThat(write(() -> db.users().add(world.newHostUser(name)))).isTrue();
    }

    @Test
    void remembersTheTokensOfTheHost() {
        var before = world.hostUser();
        var history = new ClaimHistory(world.tick(), List.of("aaaa", "bbbb"));
        var after = new HostUser(before.external(), before.user(), history);
        assertThat(write(() -> db.users().rename(after))).isTrue();
        assertThat(find(before.external())).isEqualTo(after);
    }

    @Test
    void anUnknownUserIsNotThere() {
        assertThat(read(() -> db.users().find(new UserId(world.id())))).isEmpty();
        assertThat(read(() -> db.users().credential(new Username(world.word()))))
                .isEmpty();
    }

    @Test
    void findsThoseOfManyWhoExist() {
        var here = world.user();
        var gone = world.user(Accounts.inactive(world.newUser(world.word())));
        var wanted = Set.of(here.id(), gone.id(), new UserId(world.id()));
        assertThat(read(() -> db.users().findAll(wanted))).containsExactlyInAnyOrder(here, gone);
        assertThat(read(() -> db.users().findAll(Set.of()))).isEmpty();
    }

    @Test
    void findsTheCredentialInWhateverCase() {
        var name = world.word() + "Straße";
        var user = world.user(world.newUser(name));
        for (var spelling : new String[] {name, name.toUpperCase(Locale.ROOT), name.toLowerCase(Locale.ROOT)}) {
            assertThat(read(() -> db.users().credential(new Username(spelling)))
                            .orElseThrow()
                            .user())
                    .isEqualTo(user);
        }
    }

    @Test
    void findsTheCredentialOfAnInactiveAccount() {
        var gone = world.user(Accounts.inactive(world.newUser(world.word())));
        assertThat(read(() -> db.users().credential(gone.username()))
                        .orElseThrow()
                        .user())
                .isEqualTo(gone);
    }

    @Test
    void aTakenNameIsNotGivenOutAgainInWhateverCase() {
        var first = world.user();
        var second = world.newUser(first.username().value().toUpperCase(Locale.ROOT));
        assertThat(write(() -> db.users().add(Accounts.of(second)))).isFalse();
        assertThat(read(() -> db.users().find(second.id()))).isEmpty();
        assertThat(read(() -> db.users().credential(second.username()))
                        .orElseThrow()
                        .user())
                .isEqualTo(first);
    }

    @Test
    void anUpdateReplacesWhatCanChange() {
        var user = world.user();
        var other = world.user();
        var shown = user.withProfile(new UserProfile("Somebody Else", new Email("else@example.org")));
        var updated = new Credential(shown.asStaff().deactivate(), new PasswordHash("$another$"));
        change(() -> db.users().update(updated));
        assertThat(read(() -> db.users().credential(user.username()))).contains(updated);
        assertThat(find(user.id())).isEqualTo(updated.user());
        assertThat(find(other.id())).isEqualTo(other);
        change(() -> db.users().update(Accounts.of(user)));
        assertThat(find(user.id())).isEqualTo(user);
    }

    @Test
    void searchFollowsAnUpdate() {
        var word = world.word();
        var user = world.user();
        var shown = user.withProfile(new UserProfile("Dr " + word.toUpperCase(Locale.ROOT), null));
        change(() -> db.users().update(Accounts.of(shown)));
        assertThat(search(word, FIRST).items()).containsExactly(shown);
        change(() -> db.users().update(Accounts.of(shown.deactivate())));
        assertThat(search(word, FIRST).items()).isEmpty();
    }

    @Test
    void locksAnAccountActiveOrNot() {
        var here = world.user();
        var gone = world.user(Accounts.inactive(world.newUser(world.word())));
        for (var user : new User[] {here, gone}) {
            var account = read(() -> db.users().credential(user.username())).orElseThrow();
            assertThat(write(() -> db.users().lock(user.id()))).contains(account);
        }
        assertThat(write(() -> db.users().lock(new UserId(world.id())))).isEmpty();
    }

    @Test
    void aLockKeepsOthersFromLocking() {
        var user = world.user();
        var seen = whileLocked(
                () -> db.users().lock(user.id()),
                () -> db.users().lock(user.id()).orElseThrow().user(),
                () -> db.users().update(Accounts.of(user.deactivate())));
        assertThat(seen).isEqualTo(user.deactivate());
    }

    @Test
    void aLockKeepsOthersFromUpdating() {
        var user = world.user();
        whileLocked(
                () -> db.users().lock(user.id()),
                () -> {
                    db.users().update(Accounts.of(user.asStaff()));
                    return true;
                },
                () -> db.users().update(Accounts.of(user.deactivate())));
        assertThat(find(user.id())).isEqualTo(user.asStaff());
    }

    @Test
    void theStandingChangesAndNothingElseWhoeverKeepsTheAccount() {
        var ours = Accounts.staffWithEmail(world.user(), "who@example.org");
        var theirs = world.hostUser();
        change(() -> db.users().update(Accounts.of(ours)));
        for (var user : List.of(ours, theirs.user())) {
            var stale = Accounts.shownAs(user, "Somebody else");
            change(() -> db.users().updateStatus(stale.withStaff(true).deactivate()));
            assertThat(find(user.id())).isEqualTo(user.withStaff(true).deactivate());
            change(() -> db.users().updateStatus(stale.withStaff(false).reactivate()));
            assertThat(find(user.id())).isEqualTo(user.withStaff(false));
        }
        assertThat(write(() -> db.users().lock(ours.id()))).contains(Accounts.of(ours.withStaff(false)));
        assertThat(find(theirs.external())).isEqualTo(theirs);
    }

    @Test
    void anybodyCanBeLocked() {
        var ours = world.user(Accounts.inactive(world.newUser(world.word())));
        var theirs = world.hostUser().user();
        for (var user : List.of(ours, theirs)) {
            assertThat(write(() -> db.users().lockUser(user.id()))).contains(user);
        }
        assertThat(write(() -> db.users().lockUser(new UserId(world.id())))).isEmpty();
    }

    @Test
    void aLockOfAnyUserWaits() {
        var user = world.hostUser().user();
        var seen = whileLocked(
                () -> db.users().lockUser(user.id()),
                () -> db.users().lockUser(user.id()).orElseThrow(),
                () -> db.users().updateStatus(user.deactivate()));
        assertThat(seen).isEqualTo(user.deactivate());
    }

    @Test
    void theStaffAreThoseWhoAreActive() {
        var staff = world.user(world.newUser(world.word()).asStaff());
        var gone = world.user(Accounts.inactive(world.newUser(world.word()).asStaff()));
        var other = world.user();
        assertThat(write(() -> db.users().lockStaff())).contains(staff).doesNotContain(gone, other);
    }

    @Test
    void ofTwoWhoLockTheStaffTheSecondSeesWhatTheFirstHasChanged() {
        var one = world.user(world.newUser(world.word()).asStaff());
        var two = world.user(world.newUser(world.word()).asStaff());
        var seen = whileLocked(
                () -> db.users().lockStaff(),
                () -> db.users().lockStaff(),
                () -> db.users().updateStatus(one.withStaff(false)));
        assertThat(seen).contains(two).extracting(User::id).doesNotContain(one.id());
    }

    @Test
    void theNameOfAnInactiveAccountStaysTaken() {
        var gone = world.user(Accounts.inactive(world.newUser(world.word())));
        var heir = world.newUser(gone.username().value());
        assertThat(write(() -> db.users().add(Accounts.of(heir)))).isFalse();
    }

    @Test
    void theUnitOfWorkGoesOnAfterATakenName() {
        var first = world.user();
        var second = world.newUser(first.username().value());
        var third = world.newUser(world.word());
        change(() -> {
            assertThat(db.users().add(Accounts.of(second))).isFalse();
            assertThat(db.users().find(first.id())).contains(first);
            assertThat(db.users().add(Accounts.of(third))).isTrue();
        });
        assertThat(find(third.id())).isEqualTo(third);
    }

    @Test
    void tellsWhoIsInactive() {
        var gone = world.user(Accounts.inactive(world.newUser(world.word())));
        var there = world.user();
        var asked = Set.of(gone.id(), there.id(), new UserId(world.id()));
        assertThat(read(() -> db.users().inactive(asked))).containsExactly(gone.id());
        assertThat(read(() -> db.users().inactive(Set.of()))).isEmpty();
    }

    @Test
    void ofManyWhoWantANameAtTheSameTimeOneGetsIt() {
        for (int round = 0; round < 5; round++) {
            var name = world.word();
            var added = Together.run(8, number -> {
                var user = world.newUser(name);
                return write(() -> db.users().add(Accounts.of(user)));
            });
            assertThat(added.stream().filter(isEqual(true))).hasSize(1);
        }
    }

    @Test
    void searchLooksIntoUserNamesAndDisplayNames() {
        var word = world.word();
        var byUsername = world.user(world.newUser("x" + word + "x"));
        var byDisplayName = world.user(Accounts.shownAs(world.newUser(world.word()), "The " + word + "."));
        world.user();
        assertThat(search(word, FIRST).items()).containsExactlyInAnyOrder(byUsername, byDisplayName);
    }

    @Test
    void searchIsBlindToCase() {
        var word = world.word();
        var user = world.user(Accounts.shownAs(world.newUser(word), word + " Привет Été"));
        assertThat(search(word.toUpperCase(Locale.ROOT), FIRST).items()).containsExactly(user);
        assertThat(search(word + " пРИВЕТ éTÉ", FIRST).items()).containsExactly(user);
    }

    @Test
    void searchLeavesOutWhoIsInactive() {
        var word = world.word();
        world.user(Accounts.inactive(world.newUser(word)));
        assertThat(search(word, FIRST)).isEqualTo(new Page<User>(0, List.of()));
    }

    @Test
    void aSearchAmongAllFindsWhoIsInactiveToo() {
        var word = world.word();
        var gone = world.user(Accounts.inactive(world.newUser(word + "b")));
        var there = world.user(Accounts.shownAs(world.newUser(word + "C"), "%" + word));
        var host = world.newHostUser(word + "a");
        assertThat(write(() -> db.users().add(host))).isTrue();
        assertThat(read(() -> db.users().searchAll(word.toUpperCase(Locale.ROOT), FIRST)))
                .isEqualTo(new Page<>(3, List.of(host.user(), gone, there)));
        assertThat(read(() -> db.users().searchAll(word, new Page.Window(1, 1))))
                .isEqualTo(new Page<>(3, List.of(gone)));
        assertThat(read(() -> db.users().searchAll("%" + word, FIRST)).items()).containsExactly(there);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "\\", "!", "|", "*", "?", "'", "\\%", "[a]", "^"})
    void searchTakesEveryCharacterForItself(String sign) {
        var word = world.word();
        var user = world.user(Accounts.shownAs(world.newUser(world.word()), word + sign + "end"));
        world.user(Accounts.shownAs(world.newUser(world.word()), word + "anything-end"));
        assertThat(search(word + sign + "end", FIRST).items()).containsExactly(user);
    }

    @Test
    void searchIsOrderedByNameKeyPageByPage() {
        var word = world.word();
        var users = new ArrayList<User>();
        for (var end : new String[] {"d", "B", "e", "A", "c"}) {
            users.add(world.user(world.newUser(word + end)));
        }
        users.sort(
                (one, other) -> one.username().key().compareTo(other.username().key()));
        assertThat(search(word, new Page.Window(2, 0))).isEqualTo(new Page<>(5, users.subList(0, 2)));
        assertThat(search(word, new Page.Window(2, 2))).isEqualTo(new Page<>(5, users.subList(2, 4)));
        assertThat(search(word, new Page.Window(2, 4))).isEqualTo(new Page<>(5, users.subList(4, 5)));
        assertThat(search(word, new Page.Window(200, 5))).isEqualTo(new Page<User>(5, List.of()));
    }

    @Test
    void anEmptySearchFindsEveryone() {
        long before = search("", FIRST).total();
        world.users(3);
        world.user(Accounts.inactive(world.newUser(world.word())));
        assertThat(search("", FIRST).total()).isEqualTo(before + 3);
    }

    @Test
    void bringsBackAUserOfTheHostAsTheyWere() {
        var ann = world.newHostUser(world.word());
        assertThat(write(() -> db.users().add(ann))).isTrue();
        assertThat(find(ann.external())).isEqualTo(ann);
        assertThat(find(ann.user().id())).isEqualTo(ann.user());
        assertThat(search(ann.user().username().value(), FIRST).items()).containsExactly(ann.user());
    }

    @ParameterizedTest
    @MethodSource("dev.confab.chat.domain.port.Strange#texts")
    void takesAnExternalIdToTheLetter(String text) {
        var id = new ExternalId(world.word() + text);
        var other = new ExternalId(id.value() + " ");
        for (var user : List.of(world.newHostUser(id), world.newHostUser(other))) {
            assertThat(write(() -> db.users().add(user))).isTrue();
        }
        assertThat(find(id).external()).isEqualTo(id);
        assertThat(find(other).external()).isEqualTo(other);
    }

    @Test
    void externalIdsThatDifferInCaseAreDifferent() {
        var lower = world.hostUser();
        var upper = world.newHostUser(new ExternalId(lower.external().value().toUpperCase(Locale.ROOT)));
        assertThat(write(() -> db.users().add(upper))).isTrue();
        assertThat(find(lower.external())).isEqualTo(lower);
    }

    @Test
    void keepsAnExternalIdOfFullLengthOutsideTheBasicPlane() {
        var word = world.word();
        var id = new ExternalId(word + Strange.astral(ExternalId.MAX_LENGTH - word.length()));
        var user = world.newHostUser(id);
        assertThat(write(() -> db.users().add(user))).isTrue();
        assertThat(find(id)).isEqualTo(user);
    }

    @Test
    void anUnknownExternalIdIsNotThere() {
        var user = world.user();
        var id = new ExternalId(user.id().toString());
        assertThat(read(() -> db.users().find(id))).isEmpty();
    }

    @Test
    void anExternalIdIsGivenOutOnce() {
        var first = world.hostUser();
        var second = world.newHostUser(first.external());
        change(() -> {
            assertThat(db.users().add(second)).isFalse();
            assertThat(db.users().find(first.external())).contains(first);
        });
        assertThat(read(() -> db.users().find(second.user().id()))).isEmpty();
    }

    @Test
    void aUserOfTheHostGetsNoNameThatIsTaken() {
        var ours = world.user();
        var theirs = world.newHostUser(ours.username().value().toUpperCase(Locale.ROOT));
        assertThat(write(() -> db.users().add(theirs))).isFalse();
        assertThat(read(() -> db.users().find(theirs.external()))).isEmpty();
    }

    @Test
    void theNameOfAUserOfTheHostIsTakenForAccounts() {
        var theirs = world.hostUser();
        var ours = world.newUser(theirs.user().username().value());
        assertThat(write(() -> db.users().add(Accounts.of(ours)))).isFalse();
    }

    @Test
    void aUserOfTheHostHasNoPassword() {
        var theirs = world.hostUser();
        assertThat(write(() -> db.users().lock(theirs.user().id()))).isEmpty();
        assertThat(read(() -> db.users().credential(theirs.user().username()))).isEmpty();
    }

    @Test
    void ofManyWhoAddTheSameUserOfTheHostAtTheSameTimeOneDoesAndAllFindIt() {
        for (int round = 0; round < 5; round++) {
            var id = new ExternalId(world.word());
            var added = Together.run(8, number -> {
                var user = world.newHostUser(id);
                return write(
                        () -> db.users().add(user) ? user : db.users().find(id).orElseThrow());
            });
            assertThat(Set.copyOf(added)).hasSize(1);
        }
    }

    @Test
    void renamesAUserOfTheHost() {
        var before = world.hostUser();
        var after = named(before, world.word());
        assertThat(write(() -> db.users().rename(after))).isTrue();
        assertThat(find(before.external())).isEqualTo(after);
        assertThat(search(after.user().username().value(), FIRST).items()).containsExactly(after.user());
        assertThat(search(before.user().username().value(), FIRST).items()).isEmpty();
    }

    @Test
    void aNewSpellingOfTheOwnNameIsFree() {
        var before = world.hostUser();
        var after = named(before, before.user().username().value().toUpperCase(Locale.ROOT));
        assertThat(write(() -> db.users().rename(after))).isTrue();
        assertThat(find(before.external())).isEqualTo(after);
    }

    @Test
    void theUnitOfWorkGoesOnAfterARenameToATakenName() {
        var other = world.user();
        var before = world.hostUser();
        var free = named(before, world.word());
        change(() -> {
            assertThat(db.users().rename(named(before, other.username().value())))
                    .isFalse();
            assertThat(db.users().find(before.external())).contains(before);
            assertThat(db.users().rename(free)).isTrue();
        });
        assertThat(find(before.external())).isEqualTo(free);
    }

    @Test
    void ofManyWhoAreRenamedToTheSameNameAtTheSameTimeOneGetsIt() {
        for (int round = 0; round < 5; round++) {
            var name = world.word();
            var renamed = Together.run(8, number -> {
                var user = named(world.hostUser(), name);
                return write(() -> db.users().rename(user));
            });
            assertThat(renamed.stream().filter(isEqual(true))).hasSize(1);
        }
    }

    private HostUser named(HostUser before, String name) {
        var user = Accounts.shownAs(Accounts.named(before.user(), name), "Now " + name);
        return new HostUser(before.external(), user, world.tick());
    }

    private HostUser find(ExternalId id) {
        return read(() -> db.users().find(id)).orElseThrow();
    }

    private User find(UserId id) {
        return read(() -> db.users().find(id)).orElseThrow();
    }

    private Page<User> search(String text, Page.Window window) {
        return read(() -> db.users().search(text, window));
    }
}
