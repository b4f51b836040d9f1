package dev.confab.chat.application.sync;

import dev.confab.chat.application.view.MessageDetailsLoader;
import dev.confab.chat.application.view.RoomView;
import dev.confab.chat.application.view.RoomViewLoader;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
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

    private final Stores stores;
    private final Transactions transactions;
    private final MessageDetailsLoader details;
    private final RoomViewLoader views;

    SyncService(Stores stores, MessageDetailsLoader details, RoomViewLoader views) {
        this.stores = stores;
        this.transactions = stores.transactions();
        this.details = details;
        this.views = views;
    }

    @Override
    public List<JoinedRoom> joined(UserId user) {
        return transactions.snapshot(() -> {
            var rooms = stores.rooms().roomsOf(user);
            var roomIds = rooms.stream().map(Room::id).collect(Collectors.toSet());
            var memberships = stores.memberships().findAll(roomIds, user);
            return rooms.stream()
                    .map(room -> new JoinedRoom(room, Objects.requireNonNull(memberships.get(room.id()))))
                    .toList();
        });
    }

    @Override
    public Delta since(RoomId id, long from, Set<UserId> viewers) {
        return transactions.snapshot(() -> {
            var room = stores.rooms().find(id).orElseThrow(() -> new Refusal.NotFound("room"));
            var changes = changesSince(from, room);
            var viewsOfMembers = activeOnly(views.of(room, viewers));
            return new Delta(
                    id, from, room.version(), changes.tooMany(), changes.messages(), changes.members(), viewsOfMembers);
        });
    }

    @Override
    public List<RoomView> views(UserId viewer, Set<RoomId> ids) {
        return transactions.snapshot(() -> {
            var rooms = ids.stream()
                    .map(stores.rooms()::find)
                    .flatMap(Optional::stream)
                    .toList();
            return views.of(rooms, viewer).stream()
                    .filter(RoomView::isOfActiveMember)
                    .toList();
        });
    }

    /** The changed rows of a room; empty if there are too many. */
    private record Changes(boolean tooMany, List<MessageDetails> messages, List<Member> members) {
        static final Changes NONE = new Changes(false, List.of(), List.of());
        static final Changes TOO_MANY = new Changes(true, List.of(), List.of());
    }

    private Changes changesSince(long from, Room room) {
        if (from == room.version()) {
            return Changes.NONE;
        }
        return from < 0 || from > room.version() ? Changes.TOO_MANY : readChanges(from, room);
    }

    /** Reads one row of each kind more than the limit, to find out whether there are more. */
    private Changes readChanges(long from, Room room) {
        var messages = stores.messages().changedSince(room.id(), from, MAX_CHANGES + 1);
        var members = stores.memberships().changedSince(room.id(), from, MAX_CHANGES + 1);
        return messages.size() + members.size() > MAX_CHANGES
                ? Changes.TOO_MANY
                : new Changes(false, details.of(messages), members);
    }

    private static Map<UserId, RoomView> activeOnly(Map<UserId, RoomView> views) {
        return views.entrySet().stream()
                .filter(view -> view.getValue().isOfActiveMember())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public Revocations revocations(Set<UserId> users, Set<LoginId> logins, Instant since) {
        return transactions.read(() -> new Revocations(
                stores.logins().ended(logins),
                stores.users().inactive(users),
                stores.memberships().joinedSince(since, users)));
    }

    @Override
    public Map<RoomId, Long> versions(Set<RoomId> ids) {
        return transactions.read(() -> stores.rooms().versions(ids));
    }
}
