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

/** The part of {@link Administration} that changes accounts. */
public final class UserChanges {

    private final Transactions transactions;
    private final Optional<Accounts> accounts;
    private final Deactivation deactivation;
    private final UserStore users;
    private final UserEvents events;

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

    /** What ends log-ins comes last, so that a repeat by somebody whose own they are finds all else done. */
    User change(Administrator by, UserId id, UserPatch wish) {
        requireAllowed(by, id, wish);
        if (wish.staff() != null || Boolean.TRUE.equals(wish.active())) {
            rank(id, wish);
        }
        if (wish.password() != null) {
            requireAccounts().setPassword(id, wish.password());
        }
        if (wish.deactivates()) {
            deactivation.of(id, () -> requireStaffWithout(id));
        }
        return transactions.read(() -> require(id));
    }

    private void requireAllowed(Administrator by, UserId id, UserPatch wish) {
        var user = transactions.read(() -> require(id));
        if (wish.staff() != null || wish.password() != null) {
            requireAccounts();
        }
        if (wish.demotes()) {
            by.requireOther(id, "is_staff");
        }
        if (wish.deactivates()) {
            by.requireOther(id, "is_active");
        }
        if (wish.password() != null) {
            wish.password().choose(user.username(), user.profile(), "password");
        }
        if (wish.demotes() || wish.deactivates()) {
            transactions.write(() -> {
                requireStaffWithout(id);
                return id;
            });
        }
    }

    /** Whoever else would do without somebody of the staff waits until the transaction ends. */
    private void requireStaffWithout(UserId id) {
        var staff = users.lockStaff().stream().map(User::id).collect(Collectors.toSet());
        new Staff(staff).requireOtherThan(id);
    }

    private void rank(UserId id, UserPatch wish) {
        boolean isBack = transactions.write(() -> {
            if (wish.demotes()) {
                requireStaffWithout(id);
            }
            var before = users.lockUser(id).orElseThrow(UserChanges::nobody);
            var after = withRank(Boolean.TRUE.equals(wish.active()) ? before.reactivate() : before, wish);
            if (!after.equals(before)) {
                users.updateStatus(after);
            }
            return after.active() && !before.active();
        });
        if (isBack) {
            events.publish(new UserEvent.Reactivated(id));
        }
    }

    private static User withRank(User user, UserPatch wish) {
        return user.withStaff(Objects.requireNonNullElse(wish.staff(), user.staff()));
    }

    User require(UserId id) {
        return users.find(id).orElseThrow(UserChanges::nobody);
    }

    private static Refusal nobody() {
        return new Refusal.NotFound("user");
    }
}
