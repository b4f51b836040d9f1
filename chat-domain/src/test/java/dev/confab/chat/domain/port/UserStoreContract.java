package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.user.Credential;
import dev.confab.chat.domain.user.Email;
import dev.confab.chat.domain.user.ExternalId;
import dev.confab.chat.domain.user.HostUser;
import dev.confab.chat.domain.user.PasswordHash;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import dev.confab.chat.domain.user.UserProfile;
import dev.confab.chat.domain.user.Username;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of {@link UserStore} for accounts; user names, searches and host users have contracts of their own. */
public abstract class UserStoreContract extends StoreContract {

    @Test
    void storedAccountIsReturnedUnchanged() {
        var plain = world.newUser(world.word());
        var full = Accounts.staffWithEmail(world.newUser(world.word()), "who@example.org");
        var gone = Accounts.inactive(world.newUser(world.word()));
        for (var user : new User[] {plain, full, gone}) {
            world.user(user);
            assertThat(find(user.id())).isEqualTo(user);
        }
    }

    @Test
    void hashIsReturnedWithTheAccount() {
        var account = Accounts.of(world.newUser(world.word()));
        write(() -> db.users().add(account));
        assertThat(read(() -> db.users().credential(account.user().username()))).contains(account);
    }

    @ParameterizedTest
    @MethodSource("dev.confab.chat.domain.port.Strange#texts")
    void displayNameIsKeptExactly(String name) {
        var user = world.user(Accounts.shownAs(world.newUser(world.word()), name));
        assertThat(find(user.id()).displayName()).isEqualTo(name);
    }

    @Test
    void textsOfFullLengthOutsideTheBasicPlaneAreKept() {
        var user = world.newUser(world.word() + Strange.astral(Username.MAX_LENGTH - 33));
        var email = new Email(Strange.astral(Email.MAX_LENGTH - 2) + "@x");
        var shown = Accounts.shownAs(user, Strange.astral(User.MAX_DISPLAY_NAME));
        var full = world.user(Accounts.staffWithEmail(shown, email.value()));
        assertThat(find(user.id())).isEqualTo(full);
    }

    @Test
    void unknownUserIsNotFound() {
        assertThat(read(() -> db.users().find(new UserId(world.id())))).isEmpty();
        assertThat(read(() -> db.users().credential(new Username(world.word()))))
                .isEmpty();
    }

    @Test
    void existingUsersAreFoundByIds() {
        var here = world.user();
        var gone = world.user(Accounts.inactive(world.newUser(world.word())));
        var wanted = Set.of(here.id(), gone.id(), new UserId(world.id()));
        assertThat(read(() -> db.users().findAll(wanted))).containsExactlyInAnyOrder(here, gone);
        assertThat(read(() -> db.users().findAll(Set.of()))).isEmpty();
    }

    @Test
    void credentialIsFoundInAnyCase() {
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
    void credentialOfInactiveAccountIsFound() {
        var gone = world.user(Accounts.inactive(world.newUser(world.word())));
        assertThat(read(() -> db.users().credential(gone.username()))
                        .orElseThrow()
                        .user())
                .isEqualTo(gone);
    }

    @Test
    void updateReplacesTheChangeableParts() {
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
    void inactiveAccountCanBeLocked() {
        var here = world.user();
        var gone = world.user(Accounts.inactive(world.newUser(world.word())));
        for (var user : new User[] {here, gone}) {
            var account = read(() -> db.users().credential(user.username())).orElseThrow();
            assertThat(write(() -> db.users().lock(user.id()))).contains(account);
        }
        assertThat(write(() -> db.users().lock(new UserId(world.id())))).isEmpty();
    }

    @Test
    void lockBlocksOtherLocks() {
        var user = world.user();
        var seen = whileLocked(
                () -> db.users().lock(user.id()),
                () -> db.users().lock(user.id()).orElseThrow().user(),
                () -> db.users().update(Accounts.of(user.deactivate())));
        assertThat(seen).isEqualTo(user.deactivate());
    }

    @Test
    void lockBlocksOtherUpdates() {
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
    void statusUpdateChangesNothingElse() {
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
    void everyKindOfUserCanBeLocked() {
        var ours = world.user(Accounts.inactive(world.newUser(world.word())));
        var theirs = world.hostUser().user();
        for (var user : List.of(ours, theirs)) {
            assertThat(write(() -> db.users().lockUser(user.id()))).contains(user);
        }
        assertThat(write(() -> db.users().lockUser(new UserId(world.id())))).isEmpty();
    }

    @Test
    void lockOfAUserBlocksOtherLocks() {
        var user = world.hostUser().user();
        var seen = whileLocked(
                () -> db.users().lockUser(user.id()),
                () -> db.users().lockUser(user.id()).orElseThrow(),
                () -> db.users().updateStatus(user.deactivate()));
        assertThat(seen).isEqualTo(user.deactivate());
    }

    @Test
    void staffHasOnlyActiveUsers() {
        var staff = world.user(world.newUser(world.word()).asStaff());
        var gone = world.user(Accounts.inactive(world.newUser(world.word()).asStaff()));
        var other = world.user();
        assertThat(write(() -> db.users().lockStaff())).contains(staff).doesNotContain(gone, other);
    }

    @Test
    void secondLockOfTheStaffSeesTheFirstChange() {
        var one = world.user(world.newUser(world.word()).asStaff());
        var two = world.user(world.newUser(world.word()).asStaff());
        var seen = whileLocked(
                () -> db.users().lockStaff(),
                () -> db.users().lockStaff(),
                () -> db.users().updateStatus(one.withStaff(false)));
        assertThat(seen).contains(two).extracting(User::id).doesNotContain(one.id());
    }

    @Test
    void inactiveUsersAreReturned() {
        var gone = world.user(Accounts.inactive(world.newUser(world.word())));
        var there = world.user();
        var asked = Set.of(gone.id(), there.id(), new UserId(world.id()));
        assertThat(read(() -> db.users().inactive(asked))).containsExactly(gone.id());
        assertThat(read(() -> db.users().inactive(Set.of()))).isEmpty();
    }

    private HostUser find(ExternalId id) {
        return read(() -> db.users().find(id)).orElseThrow();
    }

    private User find(UserId id) {
        return read(() -> db.users().find(id)).orElseThrow();
    }
}
