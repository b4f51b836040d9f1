package dev.confab.chat.application.account;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.Events;
import dev.confab.chat.domain.port.LoginStore;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.port.UserEvents;
import dev.confab.chat.domain.port.UserStore;
import dev.confab.chat.domain.user.UserEvent;
import dev.confab.chat.domain.user.UserId;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Deactivates accounts, for users and administrators alike: the user leaves all groups, all logins end, and all nodes
 * close the connections of the user.
 */
public final class Deactivation {

    private final Transactions transactions;
    private final UserStore users;
    private final LoginStore logins;
    private final UserEvents events;
    private final InstantSource clock;
    private final Consumer<UserId> leaveGroups;

    /** @param leaveGroups removes a user from all groups; may be called again for the same user */
    public Deactivation(Stores stores, Events events, Environment environment, Consumer<UserId> leaveGroups) {
        this.transactions = stores.transactions();
        this.users = stores.users();
        this.logins = stores.logins();
        this.events = events.userEvents();
        this.clock = environment.clock();
        this.leaveGroups = leaveGroups;
    }

    /**
     * Deactivates an account.
     *
     * @param precondition called first in the transaction that deactivates the account; may throw a {@link Refusal}
     * @return false if the account was deactivated before
     * @throws Refusal.NotFound if there is no such account
     */
    public boolean of(UserId user, Runnable precondition) {
        leaveGroups.accept(user);
        boolean isNew = transactions.write(() -> {
            precondition.run();
            return deactivate(user);
        });
        if (isNew) {
            events.publish(new UserEvent.Deactivated(user));
        }
        return isNew;
    }

    private boolean deactivate(UserId id) {
        var user = users.lockUser(id).orElseThrow(() -> new Refusal.NotFound("user"));
        if (user.active()) {
            users.updateStatus(user.deactivate());
            var now = clock.instant();
            logins.lockActive(id, now).forEach(login -> logins.update(login.ended(now)));
        }
        return user.active();
    }
}
