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
 * The one way in which accounts end, whoever keeps them and whoever wishes it: every log-in ends, open connections are
 * told to stay away, and the person leaves all groups, handing over where they were the last owner.
 */
public final class Deactivation {

    private final Transactions transactions;
    private final UserStore users;
    private final LoginStore logins;
    private final Consumer<UserId> leaveGroups;
    private final UserEvents events;
    private final InstantSource clock;

    public Deactivation(Stores stores, Events events, Environment environment, Consumer<UserId> leaveGroups) {
        this.transactions = stores.transactions();
        this.users = stores.users();
        this.logins = stores.logins();
        this.leaveGroups = leaveGroups;
        this.events = events.userEvents();
        this.clock = environment.clock();
    }

    /**
     * Ends an account.
     *
     * @param rule refuses, at the start of the unit of work in which the account ends
     * @return false if it had ended before
     * @throws Refusal.NotFound if there is none
     */
    public boolean of(UserId user, Runnable rule) {
        leaveGroups.accept(user);
        boolean ended = transactions.write(() -> {
            rule.run();
            return end(user);
        });
        if (ended) {
            events.publish(new UserEvent.Deactivated(user));
        }
        return ended;
    }

    private boolean end(UserId id) {
        var user = users.lockUser(id).orElseThrow(() -> new Refusal.NotFound("user"));
        if (user.active()) {
            users.updateStatus(user.deactivate());
            var now = clock.instant();
            logins.lockActive(id, now).forEach(login -> logins.update(login.ended(now)));
        }
        return user.active();
    }
}
