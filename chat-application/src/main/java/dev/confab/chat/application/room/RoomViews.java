package dev.confab.chat.application.room;

import dev.confab.chat.domain.port.CategoryStore;
import dev.confab.chat.domain.port.MembershipStore;
import dev.confab.chat.domain.port.MessageStore;
import dev.confab.chat.domain.port.PresenceStore;
import dev.confab.chat.domain.room.Authored;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Completes rooms with all that a viewer wants to know; six or seven statements, however many rooms. */
final class RoomViews {

    private final MembershipStore memberships;
    private final MessageStore messages;
    private final MessageDetails details;
    private final CategoryStore categories;
    private final PresenceStore presence;

    RoomViews(
            MembershipStore memberships,
            MessageStore messages,
            MessageDetails details,
            CategoryStore categories,
            PresenceStore presence) {
        this.memberships = memberships;
        this.messages = messages;
        this.details = details;
        this.categories = categories;
        this.presence = presence;
    }

    RoomView of(Room room, UserId viewer) {
        return of(List.of(room), viewer).get(0);
    }

    List<RoomView> of(List<Room> rooms, UserId viewer) {
        if (rooms.isEmpty()) {
            return List.of();
        }
        Set<RoomId> ids = rooms.stream().map(Room::id).collect(Collectors.toSet());
        var mine = memberships.findAll(ids, viewer);
        var first = memberships.firstMembersOf(ids, RoomView.FIRST_MEMBERS);
        var online = memberships.countAmong(ids, presence.online());
        var last = lastOf(ids);
        var folders = categories.holding(ids, viewer);
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

    private Map<RoomId, Authored> lastOf(Set<RoomId> rooms) {
        return details.of(messages.lastOf(rooms).values()).stream()
                .collect(Collectors.toMap(last -> last.message().room(), Function.identity()));
    }
}
