package dev.confab.chat.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one person knows of their rooms by frames alone: kept over broken connections and held against the rule that
 * every version comes once and in order. Guarded by its monitor.
 */
final class Replica {

    /** A room as far as it is known. */
    private static final class Known {
        private long version;
        private boolean isSyncing;
        private final Map<String, JsonNode> messages = new TreeMap<>();
        private final Map<String, JsonNode> members = new TreeMap<>();
    }

    private final String person;
    private Object line = "";
    private final Map<String, Known> rooms = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    Replica(String person) {
        this.person = person;
    }

    /**
     * The versions to ask from on a new connection; rooms that are new to us are asked for from the beginning.
     *
     * @param fresh the connection, which alone is listened to from now on
     */
    synchronized Map<String, Long> begin(JsonNode ready, Object fresh) {
        line = fresh;
        ready.path("rooms")
                .forEach(room -> rooms.computeIfAbsent(room.path("id").asText(), first -> new Known()));
        var versions = new HashMap<String, Long>();
        rooms.forEach((id, room) -> {
            room.isSyncing = true;
            versions.put(id, room.version);
        });
        return versions;
    }

    synchronized void hear(JsonNode frame, Object from) {
        if (!from.equals(line)) {
            return;
        }
        var id = frame.path("room_id").asText();
        switch (frame.path("type").asText()) {
            case "room.created" -> create(id, frame);
            case "room.left", "room.deleted" -> rooms.remove(id);
            case "synced" -> sync(id, frame);
            default -> {
                if (frame.path("version").isNumber()) {
                    follow(id, frame);
                }
            }
        }
    }

    /** What was there before our coming is asked for as well. */
    private void create(String id, JsonNode frame) {
        var room = new Known();
        room.version = frame.path("version").asLong();
        rooms.put(id, room);
    }

    private void sync(String id, JsonNode frame) {
        var room = rooms.get(id);
        if (room == null) {
            faults.add(person + ": synced of a room that is not known: " + head(frame));
            return;
        }
        if (room.isSyncing && frame.path("from").asLong() != room.version) {
            return; // mends what came before our question was heard
        }
        if (frame.path("from").asLong() != room.version) {
            faults.add(person + ": synced does not begin at " + room.version + ": " + head(frame));
        }
        if (frame.path("reset").asBoolean()) {
            faults.add(person + ": more was missed than this run can tell: " + head(frame));
        }
        apply(room, frame);
        if (frame.path("complete").asBoolean()) {
            room.version = frame.path("to").asLong();
            room.isSyncing = false;
        }
    }

    private void follow(String id, JsonNode frame) {
        var room = rooms.get(id);
        if (room == null) {
            faults.add(person + ": of a room that is not known: " + head(frame));
        } else if (!room.isSyncing) {
            long version = frame.path("version").asLong();
            if (version != room.version + 1) {
                faults.add(person + ": after " + room.version + " of " + id + ": " + head(frame));
            }
            room.version = version;
            apply(room, frame);
        }
    }

    private static void apply(Known room, JsonNode frame) {
        frame.path("messages").forEach(message -> keep(room.messages, message));
        frame.path("users").forEach(member -> keep(room.members, member));
    }

    private static void keep(Map<String, JsonNode> rows, JsonNode row) {
        rows.merge(
                row.path("id").asText(),
                row,
                (old, fresh) ->
                        fresh.path("version").asLong() >= old.path("version").asLong() ? fresh : old);
    }

    private static String head(JsonNode frame) {
        var text = frame.toString();
        return text.substring(0, Math.min(200, text.length()));
    }

    synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    synchronized boolean isIn(String room) {
        return rooms.containsKey(room);
    }

    /** The version that is known of a room; -1 for one that is not, or is being asked for. */
    synchronized long version(String id) {
        var room = rooms.get(id);
        return room == null || room.isSyncing ? -1 : room.version;
    }

    /** What is known of each message of a room, but for what differs from reader to reader. */
    synchronized Map<String, String> messages(String room) {
        var all = new TreeMap<String, String>();
        rooms.get(room)
                .messages
                .values()
                .forEach(message -> all.put(message.path("id").asText(), essence(message)));
        return all;
    }

    static String essence(JsonNode message) {
        return "%s/%s %s%s %s %s replies=%s"
                .formatted(
                        message.path("seq"),
                        message.path("version"),
                        message.path("body"),
                        message.path("is_deleted").asBoolean() ? " deleted" : "",
                        message.path("author").path("username").asText(),
                        counts(message),
                        message.path("reply_count"));
    }

    private static Map<String, Integer> counts(JsonNode message) {
        var counts = new TreeMap<String, Integer>();
        message.path("reaction_counts")
                .forEach(count -> counts.put(
                        count.path("content").asText(), count.path("count").asInt()));
        return counts;
    }
}
