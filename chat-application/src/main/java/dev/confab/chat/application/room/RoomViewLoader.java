package dev.confab.chat.application.room;

import dev.confab.chat.domain.port.CategoryStore;
import dev.confab.chat.domain.port.MembershipStore;
import dev.confab.chat.domain.port.MessageStore;
import dev.confab.chat.domain.port.PresenceStore;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MessageDetails;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Completes rooms with all that viewers want to know: many rooms of one viewer, or one room of many, each in at most eight
 * statements. Call within a unit of work; in one that is no snapshot the parts may differ in age.
 */
public final class RoomViewLoader {

    private final MembershipStore memberships;
    private final MessageStore messages;
    private final MessageDetailsLoader details;
    private final CategoryStore categories;
    private final PresenceStore presence;

    public RoomViewLoader(Stores stores, MessageDetailsLoader details, PresenceStore presence) {
        this.memberships = stores.memberships();
        this.messages = stores.messages();
        this.details = details;
        this.categories = stores.categories();
        this.presence = presence;
    }

    RoomView of(Room room, UserId viewer) {
        return of(List.of(room), viewer).get(0);
    }

    /** The rooms in their order, whether {@code viewer} may see them or not. */
    public List<RoomView> of(List<Room> rooms, UserId viewer) {
        if (rooms.isEmpty()) {
            return List.of();
        }
        Set<RoomId> ids = rooms.stream().map(Room::id).collect(Collectors.toSet());
        var mine = memberships.findAll(ids, viewer);
        var first = memberships.firstMembersOf(ids, RoomView.FIRST_MEMBERS);
        var online = memberships.countAmong(ids, presence.online());
        var last = lastOf(ids);
        var folders = categories.containing(ids, viewer);
        return rooms.stream()
                .map(room -> new RoomView(
                        viewer,
                        room,
                        mine.get(room.id()),
                        first.getOrDefault(room.id(), List.of()),
                        online.getOrDefault(room.id(), 0),
                        last.get(room.id()),
                        folders.getOrDefault(room.id(), List.of())))
                .toList();
    }

    /** The room for each of {@code viewers}, whether they may see it or not. */
    public Map<UserId, RoomView> of(Room room, Set<UserId> viewers) {
        if (viewers.isEmpty()) {
            return Map.of();
        }
        var id = Set.of(room.id());
        var own = memberships.findAll(room.id(), viewers).stream()
                .collect(Collectors.toMap(Membership::user, Function.identity()));
        var first = memberships.firstMembersOf(id, RoomView.FIRST_MEMBERS).getOrDefault(room.id(), List.of());
        int online = memberships.countAmong(id, presence.online()).getOrDefault(room.id(), 0);
        var last = lastOf(id).get(room.id());
        var folders = categories.containing(room.id(), viewers);
        return viewers.stream()
                .map(viewer -> new RoomView(
                        viewer, room, own.get(viewer), first, online, last, folders.getOrDefault(viewer, List.of())))
                .collect(Collectors.toMap(RoomView::viewer, Function.identity()));
    }

    private Map<RoomId, MessageDetails> lastOf(Set<RoomId> rooms) {
        return details.of(messages.lastOf(rooms).values()).stream()
                .collect(Collectors.toMap(last -> last.message().room(), Function.identity()));
    }
}
