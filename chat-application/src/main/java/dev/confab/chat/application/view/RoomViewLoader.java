package dev.confab.chat.application.view;

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
 * Loads what viewers see of rooms: many rooms for one viewer, or one room for many viewers, with at most eight statements
 * each. Must be called in a transaction. Outside of a snapshot, parts of a view may be of different ages.
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

    /** Returns the view of one room. Does not check whether {@code viewer} may see it. */
    public RoomView of(Room room, UserId viewer) {
        return of(List.of(room), viewer).get(0);
    }

    /** Returns the views of {@code rooms} in the same order. Does not check whether {@code viewer} may see them. */
    public List<RoomView> of(List<Room> rooms, UserId viewer) {
        if (rooms.isEmpty()) {
            return List.of();
        }
        Set<RoomId> roomIds = rooms.stream().map(Room::id).collect(Collectors.toSet());
        var own = memberships.findAll(roomIds, viewer);
        var firstMembers = memberships.firstMembersOf(roomIds, RoomView.FIRST_MEMBERS);
        var onlineCounts = memberships.countAmong(roomIds, presence.online());
        var last = lastOf(roomIds);
        var categoriesOf = categories.containing(roomIds, viewer);
        return rooms.stream()
                .map(room -> new RoomView(
                        viewer,
                        room,
                        own.get(room.id()),
                        firstMembers.getOrDefault(room.id(), List.of()),
                        onlineCounts.getOrDefault(room.id(), 0),
                        last.get(room.id()),
                        categoriesOf.getOrDefault(room.id(), List.of())))
                .toList();
    }

    /** Returns the view of the room for each of {@code viewers}. Does not check whether they may see it. */
    public Map<UserId, RoomView> of(Room room, Set<UserId> viewers) {
        if (viewers.isEmpty()) {
            return Map.of();
        }
        var id = Set.of(room.id());
        var own = memberships.findAll(room.id(), viewers).stream()
                .collect(Collectors.toMap(Membership::user, Function.identity()));
        var firstMembers =
                memberships.firstMembersOf(id, RoomView.FIRST_MEMBERS).getOrDefault(room.id(), List.of());
        int onlineCount = memberships.countAmong(id, presence.online()).getOrDefault(room.id(), 0);
        var last = lastOf(id).get(room.id());
        var categoriesOf = categories.containing(room.id(), viewers);
        return viewers.stream()
                .map(viewer -> new RoomView(
                        viewer,
                        room,
                        own.get(viewer),
                        firstMembers,
                        onlineCount,
                        last,
                        categoriesOf.getOrDefault(viewer, List.of())))
                .collect(Collectors.toMap(RoomView::viewer, Function.identity()));
    }

    private Map<RoomId, MessageDetails> lastOf(Set<RoomId> roomIds) {
        return details.of(messages.lastOf(roomIds).values()).stream()
                .collect(Collectors.toMap(last -> last.message().room(), Function.identity()));
    }
}
