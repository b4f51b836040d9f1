package dev.confab.chat.adapter.ws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The state that a client builds from its frames: its rooms with their versioned rows. Confined to one thread. */
final class Picture {

    /** Fields that may change without a version. */
    private static final List<String> UNVERSIONED_FIELDS =
            List.of("is_seen_by_me", "is_online", "seen_seq", "received_seq", "reactions");

    private static final class Known {
        private long base;
        private long version;
        private final Map<String, JsonNode> rows = new TreeMap<>();
    }

    private final Map<String, Known> rooms = new TreeMap<>();

    /** Returns the versions for a {@code sync}; 0 for a room that is new in {@code ready}. */
    Map<String, Long> begin(JsonNode ready) {
        var versions = new HashMap<String, Long>();
        ready.path("rooms")
                .forEach(room -> rooms.computeIfAbsent(room.path("id").asText(), first -> new Known()));
        rooms.forEach((id, room) -> versions.put(id, room.version));
        return versions;
    }

    void apply(JsonNode frame) {
        var id = frame.path("room_id").asText();
        switch (Client.type(frame)) {
            case "room.created" -> {
                var room = new Known();
                room.base = frame.path("version").asLong();
                room.version = room.base;
                rooms.put(id, room);
            }
            case "room.left", "room.deleted" -> rooms.remove(id);
            case "synced" -> {
                take(id, frame);
                if (frame.path("complete").asBoolean()) {
                    rooms.get(id).version = frame.path("to").asLong();
                }
            }
            default -> {
                if (frame.path("version").isNumber()) {
                    take(id, frame);
                    rooms.get(id).version = frame.path("version").asLong();
                }
            }
        }
    }

    private void take(String id, JsonNode frame) {
        var rows = rooms.get(id).rows;
        Stream.of("messages", "users")
                .forEach(field -> frame.path(field).forEach(row -> {
                    var lasting = (ObjectNode) row.deepCopy();
                    lasting.remove(UNVERSIONED_FIELDS);
                    rows.merge(
                            row.path("id").asText(),
                            lasting,
                            (old, fresh) -> version(fresh) >= version(old) ? fresh : old);
                }));
    }

    private static long version(JsonNode row) {
        return row.path("version").asLong();
    }

    /** Returns the versions of all rooms. */
    Map<String, Long> versions() {
        var versions = new TreeMap<String, Long>();
        rooms.forEach((id, room) -> versions.put(id, room.version));
        return versions;
    }

    /** Returns the differences to {@code fresh}. Rows from before the user joined a room may be missing. */
    List<String> differences(Picture fresh) {
        if (!versions().equals(fresh.versions())) {
            return List.of("versions: " + versions() + ", now: " + fresh.versions());
        }
        return fresh.rooms.keySet().stream()
                .flatMap(id -> differences(rooms.get(id), fresh.rooms.get(id)))
                .limit(3)
                .toList();
    }

    private static Stream<String> differences(Known mine, Known fresh) {
        return Stream.concat(mine.rows.keySet().stream(), fresh.rows.keySet().stream())
                .distinct()
                .filter(id -> mine.rows.containsKey(id) || version(fresh.rows.get(id)) > mine.base)
                .filter(id -> !Objects.equals(mine.rows.get(id), fresh.rows.get(id)))
                .map(id -> "known: " + mine.rows.get(id) + ", now: " + fresh.rows.get(id));
    }
}
