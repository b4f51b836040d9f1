package dev.confab.chat.application.admin;

import dev.confab.chat.application.account.Accounts;
import dev.confab.chat.application.account.Deactivation;
import dev.confab.chat.application.account.SignUp;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.Events;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.port.UserEvents;
import dev.confab.chat.domain.port.UserStore;
import dev.confab.chat.domain.user.Administrator;
import dev.confab.chat.domain.user.Staff;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserEvent;
import dev.confab.chat.domain.user.UserId;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Creates and changes accounts on behalf of administrators. */
public final class UserChanges {

    private final Transactions transactions;
    private final UserStore users;
    private final UserEvents events;
    private final Optional<Accounts> accounts;
    private final Deactivation deactivation;

    /** @param accounts empty if a host application keeps the accounts */
    public UserChanges(Stores stores, Events events, Optional<Accounts> accounts, Deactivation deactivation) {
        this.transactions = stores.transactions();
        this.users = stores.users();
        this.events = events.userEvents();
        this.accounts = accounts;
        this.deactivation = deactivation;
    }

    User create(SignUp command, boolean staff) {
        return staff
                ? requireAccounts().signUpStaff(command)
                : requireAccounts().signUp(command);
    }

    private Accounts requireAccounts() {
        return accounts.orElseThrow(() -> new Refusal.NotFound("account here"));
    }

    /**
     * Applies the patch. What ends logins comes last: an administrator whose own login ends on the way and who repeats the
     * call finds everything else done.
     */
    User change(Administrator administrator, UserId id, UserPatch patch) {
        requireAllowed(administrator, id, patch);
        if (patch.staff() != null || patch.activates()) {
            changeStatus(id, patch);
        }
        if (patch.password() != null) {
            requireAccounts().setPassword(id, patch.password());
        }
        if (patch.deactivates()) {
            deactivation.of(id, () -> requireOtherStaff(id));
        }
        return transactions.read(() -> require(id));
    }

    private void requireAllowed(Administrator administrator, UserId id, UserPatch patch) {
        var user = transactions.read(() -> require(id));
        if (patch.staff() != null || patch.password() != null) {
            requireAccounts();
        }
        if (patch.demotes()) {
            administrator.requireOther(id, "is_staff");
        }
        if (patch.deactivates()) {
            administrator.requireOther(id, "is_active");
        }
        if (patch.password() != null) {
            patch.password().choose(user.username(), user.profile(), "password");
        }
        if (patch.demotes() || patch.deactivates()) {
            transactions.write(() -> {
                requireOtherStaff(id);
                return id;
            });
        }
    }

    /** Locks all staff, so that concurrent calls cannot remove the last two. */
    private void requireOtherStaff(UserId id) {
        var staff = users.lockStaff().stream().map(User::id).collect(Collectors.toSet());
        new Staff(staff).requireOtherThan(id);
    }

    private void changeStatus(UserId id, UserPatch patch) {
        boolean isReactivated = transactions.write(() -> {
            if (patch.demotes()) {
                requireOtherStaff(id);
            }
            var before = users.lockUser(id).orElseThrow(UserChanges::userNotFound);
            var after = withStaff(patch.activates() ? before.reactivate() : before, patch);
            if (!after.equals(before)) {
                users.updateStatus(after);
            }
            return after.active() && !before.active();
        });
        if (isReactivated) {
            events.publish(new UserEvent.Reactivated(id));
        }
    }

    private static User withStaff(User user, UserPatch patch) {
        return user.withStaff(Objects.requireNonNullElse(patch.staff(), user.staff()));
    }

    User require(UserId id) {
        return users.find(id).orElseThrow(UserChanges::userNotFound);
    }

    private static Refusal userNotFound() {
        return new Refusal.NotFound("user");
    }
}
