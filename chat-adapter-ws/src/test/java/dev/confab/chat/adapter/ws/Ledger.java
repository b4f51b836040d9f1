package dev.confab.chat.adapter.ws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one socket has been told, held against the rule of the contract: {@code ready} is first and says the versions,
 * a room that comes later starts with the version of its {@code room.created}, every versioned frame of a room is the
 * next one or a {@code synced} from the last one, and after the last of a room nothing comes of it.
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

    /** Unasked it begins with the version that is known; asked for, with the one that was asked from. */
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

    /** From here until the answer, the client has asked for something. */
    synchronized void beginSync() {
        syncing = true;
    }

    synchronized void endSync() {
        syncing = false;
    }

    /** How many frames have told of what was missed. */
    synchronized int synced() {
        return synced;
    }

    private void follow(JsonNode frame) {
        require(ready, "before ready", frame);
        require(!isOwnJoining(frame), "to whoever joined", frame);
        var last = versions.get(room(frame));
        require(last != null || isAnswer(frame), "of a room it is not in", frame);
        if (last != null && frame.path("version").isNumber()) {
            long version = frame.path("version").asLong();
            require(version == last + 1, "after " + last, frame);
            versions.put(room(frame), version);
            note(frame);
        }
    }

    /** A client may ask about any room. */
    private boolean isAnswer(JsonNode frame) {
        return syncing && Client.type(frame).equals("room.left");
    }

    private static boolean isOwnJoining(JsonNode frame) {
        return Client.type(frame).equals("member.joined")
                && frame.path("users").path(0).path("is_me").asBoolean();
    }

    private void note(JsonNode frame) {
        switch (Client.type(frame)) {
            case "room.left", "room.deleted" -> versions.remove(room(frame));
            case "message.created" ->
                seqs.computeIfAbsent(room(frame), first -> new ArrayList<>())
                        .add(frame.path("messages").path(0).path("seq").asLong());
            default -> {}
        }
    }

    private void require(boolean right, String what, JsonNode frame) {
        if (!right) {
            violations.add(what + ": " + frame);
        }
    }

    private static String room(JsonNode frame) {
        return frame.path("room_id").asText();
    }

    /** The version of the room that the socket knows; -1 if it is not in. */
    long version(Object room) {
        return versions.getOrDefault(room.toString(), -1L);
    }

    /** The messages of the room, in the order of their coming. */
    synchronized List<Long> seqs(Object room) {
        return List.copyOf(seqs.getOrDefault(room.toString(), List.of()));
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }
}
