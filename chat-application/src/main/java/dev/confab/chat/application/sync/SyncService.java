package dev.confab.chat.application.sync;

import dev.confab.chat.domain.port.MembershipStore;
import dev.confab.chat.domain.port.RoomStore;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

final class SyncService implements Sync {

    private final Transactions transactions;
    private final RoomStore rooms;
    private final MembershipStore memberships;

    SyncService(Transactions transactions, RoomStore rooms, MembershipStore memberships) {
        this.transactions = transactions;
        this.rooms = rooms;
        this.memberships = memberships;
    }

    /**
     * Reads the rooms first: a membership that is read later is at least as new as the room's version says, so a room
     * left in between is missing rather than shown.
     */
    @Override
    public List<Joined> joined(UserId user) {
        return transactions.read(() -> {
            var joined = rooms.joinedBy(user);
            var mine = memberships.findAll(joined.stream().map(Room::id).collect(Collectors.toSet()), user);
            return joined.stream()
                    .flatMap(room -> joined(room, mine.get(room.id())).stream())
                    .toList();
        });
    }

    private static Optional<Joined> joined(Room room, @Nullable Membership mine) {
        return mine == null || !mine.isActive() ? Optional.empty() : Optional.of(new Joined(room, mine));
    }
}
