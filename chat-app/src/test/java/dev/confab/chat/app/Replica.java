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

    /** A reset is for who has missed more changes than this; it takes at least as many versions. */
    private static final int MOST_CHANGES = 500;

    /** A room as far as it is known: what has changed since {@code base}. */
    private static final class Known {
        private long base;
        private long version;
        private boolean isSyncing;

        /** From where we asked on this connection; what came meanwhile by itself, the answer may tell again. */
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
     * A message or member, as it was when the room had that version.
     *
     * @param essence what is compared in the end, as one string for all replicas: there are hundreds, of all there is
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

    Replica(String person) {
        this.person = person;
    }

    /** @param from the connection; the one that was ready last is alone listened to */
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

    /** Rooms that are new to us begin as they are; of the others is to be asked what was missed. */
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

    /** The versions to ask from on a new connection. */
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

    /** The version that is known of a room; -1 for one that is not, or is being asked for. */
    synchronized long version(String id) {
        var room = rooms.get(id);
        return room == null || room.isSyncing ? -1 : room.version;
    }

    /** What has not changed since then is not known of a room. */
    synchronized long base(String room) {
        return rooms.get(room).base;
    }

    /** What is known of each message of a room, but for what differs from reader to reader. */
    synchronized Map<String, String> messages(String room) {
        return essences(rooms.get(room).messages);
    }

    /** What is known of each member of a room who is still in it. */
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

    /** Empty of who is not in the room any more. */
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
