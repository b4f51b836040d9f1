package dev.confab.chat.application.sync;

import dev.confab.chat.domain.port.MembershipStore;
import dev.confab.chat.domain.port.RoomStore;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.user.UserId;
import java.util.List;

/** What a connection has to know to follow its rooms without a hole. */
public interface Sync {

    /**
     * The rooms of {@code user} as they are now. Whoever listens to a room's events before asking, and then leaves out
     * those up to the room's version in the answer, misses nothing and hears nothing twice.
     */
    List<Joined> joined(UserId user);

    static Sync of(Transactions transactions, RoomStore rooms, MembershipStore memberships) {
        return new SyncService(transactions, rooms, memberships);
    }
}
