package dev.confab.chat.adapter.ws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The frames of one socket, checked against the order of the protocol. {@code ready} is first and lists the versions; a
 * later room starts with its {@code room.created}. Each versioned frame of a room is the next one, or a {@code synced} from
 * the last version. After the last frame of a room there is none.
 */
final class Ledger {

    private final Map<String, Long> versions = new ConcurrentHashMap<>();
    private final Map<String, List<Long>> seqs = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private boolean ready;
    private boolean syncing;
    private int synced;

    synchronized void add(JsonNode frame) {
        require(frame.path("messages").isArray() && frame.path("users").isArray(), "no arrays", frame);
        switch (Client.type(frame)) {
            case "ready" -> begin(frame);
            case "room.created" -> enter(frame);
            case "synced" -> sync(frame);
            case "ack", "error", "pong", "going_away" -> require(ready, "before ready", frame);
            default -> follow(frame);
        }
    }

    private void begin(JsonNode frame) {
        require(!ready, "ready again", frame);
        ready = true;
        frame.path("rooms")
                .forEach(room -> versions.put(
                        room.path("id").asText(), room.path("version").asLong()));
    }

    private void enter(JsonNode frame) {
        require(syncing || !versions.containsKey(room(frame)), "is in already", frame);
        require(frame.path("version").equals(frame.path("room").path("version")), "two versions", frame);
        versions.put(room(frame), frame.path("version").asLong());
    }

    /** Checks a {@code synced}: a response starts at the requested version, an unasked one at the last version. */
    private void sync(JsonNode frame) {
        long from = frame.path("from").asLong();
        long to = frame.path("to").asLong();
        var last = versions.get(room(frame));
        require(last != null, "of a room it is not in", frame);
        require(syncing || (last != null && last == from && to > from), "from " + from + " after " + last, frame);
        frame.path("messages").forEach(row -> require(row.path("version").asLong() <= to, "too new", frame));
        if (frame.path("complete").asBoolean()) {
            require(last == null || to >= last, "back from " + last, frame);
            versions.put(room(frame), to);
        }
        synced++;
    }

    /** Marks the start of a {@code sync}, until its response. */
    synchronized void beginSync() {
        syncing = true;
    }

    synchronized void endSync() {
        syncing = false;
    }

    /** Returns the number of {@code synced} frames. */
    synchronized int synced() {
        return synced;
    }

    private void follow(JsonNode frame) {
        require(ready, "before ready", frame);
        require(!isOwnJoining(frame), "join frame to the user who joined", frame);
        var last = versions.get(room(frame));
        require(last != null || isAnswer(frame), "of a room it is not in", frame);
        if (last != null && frame.path("version").isNumber()) {
            long version = frame.path("version").asLong();
            require(version == last + 1, "after " + last, frame);
            versions.put(room(frame), version);
            record(frame);
        }
    }

    /** Whether the frame may be about a room that the client is not a member of. */
    private boolean isAnswer(JsonNode frame) {
        return syncing && Client.type(frame).equals("room.left");
    }

    private static boolean isOwnJoining(JsonNode frame) {
        return Client.type(frame).equals("member.joined")
                && frame.path("users").path(0).path("is_me").asBoolean();
    }

    private void record(JsonNode frame) {
        switch (Client.type(frame)) {
            case "room.left", "room.deleted" -> versions.remove(room(frame));
            case "message.created" ->
                seqs.computeIfAbsent(room(frame), first -> new ArrayList<>())
                        .add(frame.path("messages").path(0).path("seq").asLong());
            default -> {}
        }
    }

    private void require(boolean isValid, String problem, JsonNode frame) {
        if (!isValid) {
            violations.add(problem + ": " + frame);
        }
    }

    private static String room(JsonNode frame) {
        return frame.path("room_id").asText();
    }

    /** Returns the last version of the room, or -1 if the client is not a member. */
    long version(Object room) {
        return versions.getOrDefault(room.toString(), -1L);
    }

    /** Returns the seqs of the room's messages in the order of arrival. */
    synchronized List<Long> seqs(Object room) {
        return List.copyOf(seqs.getOrDefault(room.toString(), List.of()));
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }
}
