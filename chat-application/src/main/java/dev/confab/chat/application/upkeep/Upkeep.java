package dev.confab.chat.application.upkeep;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.domain.device.PendingPush;
import dev.confab.chat.domain.port.InviteStore;
import dev.confab.chat.domain.port.LoginStore;
import dev.confab.chat.domain.port.PushOutbox;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.user.Login;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.IntSupplier;

/**
 * Deletes rows that nothing needs: log-ins that have ended, invites that have expired, and pushes that nobody sends
 * because pushing is off. Works in small transactions and leaves out what others have locked, so that several nodes may
 * do it at the same time. Devices and images have sweeps of their own.
 */
public final class Upkeep {

    static final int BATCH = 500;

    /** Bounds one sweep; what is left over is for the next. */
    static final int MOST_BATCHES = 200;

    /** Twice as long as a push lives: whoever sends pushes has given it up by then. */
    private static final Duration PUSH_AGE = PendingPush.LIFETIME.multipliedBy(2);

    private final Transactions transactions;
    private final LoginStore logins;
    private final InviteStore invites;
    private final PushOutbox outbox;
    private final InstantSource clock;

    public Upkeep(Stores stores, Environment environment) {
        this.transactions = stores.transactions();
        this.logins = stores.logins();
        this.invites = stores.invites();
        this.outbox = stores.pushOutbox();
        this.clock = environment.clock();
    }

    /** Deletes what is old enough by now. */
    public void sweep() {
        var now = clock.instant();
        deleteAll(() -> logins.deleteEndedBefore(now.minus(Login.MEMORY), BATCH));
        deleteAll(() -> invites.deleteExpiredBefore(now, BATCH));
        deleteAll(() -> outbox.deleteCreatedBefore(now.minus(PUSH_AGE), BATCH));
    }

    private void deleteAll(IntSupplier batch) {
        int batches = 0;
        while (batches < MOST_BATCHES && transactions.write(batch::getAsInt) == BATCH) {
            batches++;
        }
    }
}
