package dev.confab.chat.application.sync;

import dev.confab.chat.application.room.MessageDetailsLoader;
import dev.confab.chat.application.room.RoomView;
import dev.confab.chat.application.room.RoomViewLoader;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.LoginStore;
import dev.confab.chat.domain.port.MembershipStore;
import dev.confab.chat.domain.port.MessageStore;
import dev.confab.chat.domain.port.RoomStore;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.port.UserStore;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.MessageDetails;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.LoginId;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

final class SyncService implements Sync {

    private final Transactions transactions;
    private final UserStore users;
    private final LoginStore logins;
    private final RoomStore rooms;
    private final MembershipStore memberships;
    private final MessageStore messages;
    private final MessageDetailsLoader details;
    private final RoomViewLoader views;

    SyncService(Stores stores, MessageDetailsLoader details, RoomViewLoader views) {
        this.transactions = stores.transactions();
        this.users = stores.users();
        this.logins = stores.logins();
        this.rooms = stores.rooms();
        this.memberships = stores.memberships();
        this.messages = stores.messages();
        this.details = details;
        this.views = views;
    }

    @Override
    public List<JoinedRoom> joined(UserId user) {
        return transactions.snapshot(() -> {
            var joined = rooms.roomsOf(user);
            var mine = memberships.findAll(joined.stream().map(Room::id).collect(Collectors.toSet()), user);
            return joined.stream()
                    .map(room -> new JoinedRoom(room, Objects.requireNonNull(mine.get(room.id()))))
                    .toList();
        });
    }

    @Override
    public Delta since(RoomId id, long from, Set<UserId> viewers) {
        return transactions.snapshot(() -> {
            var room = rooms.find(id).orElseThrow(() -> new Refusal.NotFound("room"));
            var changes = changes(room, from);
            var seen = activeOnly(views.of(room, viewers));
            return new Delta(id, from, room.version(), changes.tooMany(), changes.messages(), changes.members(), seen);
        });
    }

    @Override
    public List<RoomView> views(UserId viewer, Set<RoomId> ids) {
        return transactions.snapshot(() -> {
            var found = ids.stream().map(rooms::find).flatMap(Optional::stream).toList();
            return views.of(found, viewer).stream()
                    .filter(RoomView::isOfActiveMember)
                    .toList();
        });
    }

    /** What changed, unless it cannot be told one by one. */
    private record Changes(boolean tooMany, List<MessageDetails> messages, List<Member> members) {
        static final Changes NONE = new Changes(false, List.of(), List.of());
        static final Changes TOO_MANY = new Changes(true, List.of(), List.of());
    }

    private Changes changes(Room room, long from) {
        if (from == room.version()) {
            return Changes.NONE;
        }
        return from < 0 || from > room.version() ? Changes.TOO_MANY : changesAfter(from, room);
    }

    /** Asks for one more of each than may be told, to know whether there is more. */
    private Changes changesAfter(long from, Room room) {
        var said = messages.changedSince(room.id(), from, MAX_CHANGES + 1);
        var people = memberships.changedSince(room.id(), from, MAX_CHANGES + 1);
        return said.size() + people.size() > MAX_CHANGES
                ? Changes.TOO_MANY
                : new Changes(false, details.of(said), people);
    }

    private static Map<UserId, RoomView> activeOnly(Map<UserId, RoomView> views) {
        return views.entrySet().stream()
                .filter(view -> view.getValue().isOfActiveMember())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public Revocations news(Set<UserId> people, Set<LoginId> open, Instant since) {
        return transactions.read(() ->
                new Revocations(logins.ended(open), users.inactive(people), memberships.joinedSince(since, people)));
    }

    @Override
    public Map<RoomId, Long> versions(Set<RoomId> ids) {
        return transactions.read(() -> rooms.versions(ids));
    }
}
