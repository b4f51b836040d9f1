package dev.confab.chat.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A user's view of their rooms, built from frames alone and kept across connections. It checks that every version
 * arrives once and in order. Guarded by its monitor.
 */
final class ClientReplica {

    /** The minimum number of missed versions that justifies a reset. */
    private static final int MOST_CHANGES = 500;

    /** The known state of a room: what has changed since {@code base}. */
    private static final class Known {
        private long base;
        private long version;
        private boolean isSyncing;

        /** The version that was requested on this connection. The response may repeat live events since then. */
        private long asked = -1;

        private final Map<String, Row> messages = new TreeMap<>();
        private final Map<String, Row> members = new TreeMap<>();

        Known(long base) {
            beginAt(base);
        }

        void beginAt(long present) {
            base = present;
            version = present;
            messages.clear();
            members.clear();
        }
    }

    /**
     * A message or member as of a version of the room.
     *
     * @param essence the compared content, one shared string for all replicas
     */
    private record Row(long version, String essence) {

        static Row of(JsonNode json, String essence) {
            return new Row(json.path("version").asLong(), essence.intern());
        }

        Row later(Row other) {
            return other.version >= version ? other : this;
        }
    }

    private final String person;
    private Object line = "";
    private final Map<String, Known> rooms = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    ClientReplica(String person) {
        this.person = person;
    }

    /** @param from the connection; frames of earlier connections are ignored */
    synchronized void hear(JsonNode frame, Object from) {
        var type = frame.path("type").asText();
        if (type.equals("ready")) {
            begin(frame, from);
        }
        if (!from.equals(line)) {
            return;
        }
        var id = frame.path("room_id").asText();
        switch (type) {
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

    /** New rooms start in their current state; for known rooms the missed changes are requested. */
    private void begin(JsonNode ready, Object fresh) {
        line = fresh;
        ready.path("rooms")
                .forEach(room -> rooms.computeIfAbsent(
                        room.path("id").asText(),
                        first -> new Known(room.path("version").asLong())));
        rooms.values().forEach(room -> {
            room.isSyncing = true;
            room.asked = -1;
        });
    }

    /** Returns the versions to resume from on a new connection. */
    synchronized Map<String, Long> versions() {
        var versions = new HashMap<String, Long>();
        rooms.forEach((id, room) -> {
            if (room.isSyncing) {
                room.asked = room.version;
                versions.put(id, room.version);
            }
        });
        return versions;
    }

    private void create(String id, JsonNode frame) {
        var created = new Known(frame.path("version").asLong());
        var before = rooms.put(id, created);
        created.asked = before == null ? -1 : before.asked;
        if (before != null && !before.isSyncing) {
            faults.add(person + ": entered where they are at " + before.version + ": " + head(frame));
        }
    }

    private void sync(String id, JsonNode frame) {
        var room = rooms.get(id);
        long from = frame.path("from").asLong();
        if (room == null) {
            faults.add(person + ": synced of a room that is not known: " + head(frame));
        } else if (from == room.version) {
            catchUp(room, frame);
        } else if (from == room.asked && from < room.version && frame.path("to").asLong() >= room.version) {
            room.base = Math.min(room.base, from);
            catchUp(room, frame);
        } else if (!room.isSyncing) {
            faults.add(person + ": synced does not begin at " + room.version + ": " + head(frame));
        } // else it mends what came before our question was heard
    }

    private void catchUp(Known room, JsonNode frame) {
        long to = frame.path("to").asLong();
        if (frame.path("reset").asBoolean()) {
            if (to - room.version <= MOST_CHANGES) {
                faults.add(person + ": reset for too little: " + head(frame));
            }
            room.beginAt(to);
        }
        apply(room, frame);
        if (frame.path("complete").asBoolean() || frame.path("reset").asBoolean()) {
            room.version = to;
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
        frame.path("messages").forEach(message -> keep(room.messages, message, essence(message)));
        frame.path("users").forEach(member -> keep(room.members, member, essenceOfMember(member)));
    }

    private static void keep(Map<String, Row> rows, JsonNode row, String essence) {
        rows.merge(row.path("id").asText(), Row.of(row, essence), Row::later);
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

    /** Returns the known version of a room, or -1 if it is unknown or requested. */
    synchronized long version(String id) {
        var room = rooms.get(id);
        return room == null || room.isSyncing ? -1 : room.version;
    }

    /** Returns the version at which this replica started to follow the room. */
    synchronized long base(String room) {
        return rooms.get(room).base;
    }

    /** Returns the known messages of a room, without viewer-specific fields. */
    synchronized Map<String, String> messages(String room) {
        return essences(rooms.get(room).messages);
    }

    /** Returns the known active members of a room. */
    synchronized Map<String, String> members(String room) {
        var all = essences(rooms.get(room).members);
        all.values().removeIf(String::isEmpty);
        return all;
    }

    private static Map<String, String> essences(Map<String, Row> rows) {
        var all = new TreeMap<String, String>();
        rows.forEach((id, row) -> all.put(id, row.essence()));
        return all;
    }

    /** Returns empty for a member who has left. */
    static String essenceOfMember(JsonNode member) {
        if (!member.path("is_active").asBoolean()) {
            return "";
        }
        return "%s %s/%s"
                .formatted(member.path("username").asText(), member.path("role").asText(), member.path("version"));
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
