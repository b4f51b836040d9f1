package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The writes that {@link DatabaseWriter}s reported as acknowledged, for comparison with the database. */
final class Acknowledgements {

    private final Set<UserId> users = new HashSet<>();
    private final Map<RoomId, Set<MessageId>> rooms = new HashMap<>();
    private final Set<RoomId> deleted = new HashSet<>();
    private int count;

    void record(String line) {
        var words = line.split(" ", -1);
        switch (words[0]) {
            case DatabaseWriter.USER -> users.add(UserId.parse(words[1]));
            case DatabaseWriter.ROOM -> rooms.put(RoomId.parse(words[1]), new HashSet<>());
            case DatabaseWriter.MESSAGE ->
                rooms.get(RoomId.parse(words[1])).add(new MessageId(UUID.fromString(words[2])));
            case DatabaseWriter.DELETING -> rooms.remove(RoomId.parse(words[1]));
            case DatabaseWriter.DELETED -> deleted.add(RoomId.parse(words[1]));
            default -> throw new AssertionError("The writer printed: " + line);
        }
        count++;
    }

    int count() {
        return count;
    }

    /** Returns all acknowledged writes that {@code adapter} does not show, and all inconsistent rooms. */
    List<String> lostIn(PersistenceAdapter adapter) {
        var lost = new ArrayList<String>();
        new Chat(adapter).read(() -> {
            var found = adapter.users().findAll(users).stream().map(User::id).collect(Collectors.toSet());
            users.stream().filter(user -> !found.contains(user)).forEach(user -> lost.add("user " + user));
            rooms.forEach((room, messages) -> compare(adapter, room, messages, lost));
            adapter.rooms().versions(deleted).keySet().forEach(room -> lost.add("deletion of " + room));
            return true;
        });
        return lost;
    }

    private static void compare(PersistenceAdapter adapter, RoomId id, Set<MessageId> acknowledged, List<String> lost) {
        var room = adapter.rooms().find(id);
        if (room.isEmpty()) {
            lost.add("room " + id + " with " + acknowledged.size() + " messages");
            return;
        }
        var shown = adapter.messages().after(id, 0, Integer.MAX_VALUE);
        var ids = shown.stream().map(Message::id).collect(Collectors.toSet());
        acknowledged.stream()
                .filter(message -> !ids.contains(message))
                .forEach(message -> lost.add("message " + message));
        if (room.get().messageSeq() != shown.size()) {
            lost.add("room " + id + " counts " + room.get().messageSeq() + " of " + shown.size() + " messages");
        }
    }
}
