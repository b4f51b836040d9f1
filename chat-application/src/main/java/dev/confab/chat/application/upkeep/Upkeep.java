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
 * Deletes ended logins, expired invites, and pushes that no node sends because push is off. Works in small transactions and
 * skips locked rows, so any number of nodes may run it at the same time. Devices and images have sweeps of their own.
 */
public final class Upkeep {

    static final int BATCH = 500;

    /** The largest number of batches of one sweep; the next one continues. */
    static final int MAX_BATCHES = 200;

    /** Twice the lifetime of a push: a node that sends pushes has dropped it by then. */
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

    /** Deletes the rows that are old enough now. To be called about every hour. */
    public void sweep() {
        var now = clock.instant();
        deleteInBatches(() -> logins.deleteEndedBefore(now.minus(Login.MEMORY), BATCH));
        deleteInBatches(() -> invites.deleteExpiredBefore(now, BATCH));
        deleteInBatches(() -> outbox.deleteCreatedBefore(now.minus(PUSH_AGE), BATCH));
    }

    private void deleteInBatches(IntSupplier deleteBatch) {
        int batches = 0;
        while (batches < MAX_BATCHES && transactions.write(deleteBatch::getAsInt) == BATCH) {
            batches++;
        }
    }
}
