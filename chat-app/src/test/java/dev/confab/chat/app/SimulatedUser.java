package dev.confab.chat.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A simulated user in a run with faults, on a thread of its own. It performs one action after another, retries each on
 * any node until it is acknowledged, and records the results.
 */
final class SimulatedUser implements Runnable {

    private static final List<String> REACTIONS = List.of("👍", "🎉", "👀");

    /** The expected final state of one message of this user. */
    record Own(String room, String id, String body, boolean deleted) {}

    final TestUser account;
    final ClientReplica replica;
    private final Random random;
    private final Set<String> permanentRooms;
    private final Set<String> optionalRooms;
    private final Set<String> rooms;
    private final Supplier<String> node;
    private final Map<String, Own> ownMessages = new ConcurrentHashMap<>();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final Queue<Integer> closeCodes = new ConcurrentLinkedQueue<>();
    private volatile boolean over;
    private volatile TestSocket socket;
    private int refs;

    /**
     * @param permanentRooms rooms that the user never leaves
     * @param optionalRooms public rooms that the user joins and leaves
     * @param node supplies the address of the node for the next connection or request
     */
    SimulatedUser(
            TestUser account, Set<String> permanentRooms, Set<String> optionalRooms, Supplier<String> node, long seed) {
        this.account = account;
        this.permanentRooms = permanentRooms;
        this.optionalRooms = optionalRooms;
        this.node = node;
        this.random = new Random(seed);
        this.replica = new ClientReplica(account.name());
        this.rooms = ConcurrentHashMap.newKeySet();
        rooms.addAll(permanentRooms);
        rooms.addAll(optionalRooms);
    }

    void finish() {
        over = true;
    }

    /** Aborts the connection at any point. */
    void cut() {
        var open = socket;
        if (open != null) {
            open.abort();
        }
    }

    /** Returns the expected messages by their ids. */
    Map<String, Own> ownMessages() {
        return Map.copyOf(ownMessages);
    }

    /** Returns how many actions were acknowledged so far. */
    int acknowledged() {
        return acknowledged.get();
    }

    /** Returns the close codes of connections that the server closed. */
    List<Integer> closeCodes() {
        return List.copyOf(closeCodes);
    }

    /** Whether the user is a member of the room according to the acknowledgements. */
    boolean isIn(String room) {
        return rooms.contains(room);
    }

    @Override
    public void run() {
        while (!over) {
            act();
            pause(random.nextInt(60));
        }
        connected();
    }

    private void act() {
        int choice = random.nextInt(100);
        if (choice < 3 && socket != null) {
            disconnect();
        } else if (choice < 9 && !optionalRooms.isEmpty()) {
            joinOrLeave(any(optionalRooms));
        } else if (choice < 55) {
            post();
        } else {
            pick().ifPresent(message -> change(message, choice));
        }
        acknowledged.incrementAndGet();
    }

    private void disconnect() {
        socket.close();
        socket = null;
    }

    private void change(Own message, int choice) {
        if (choice >= 70 && choice < 76) {
            delete(message);
        } else if (!message.deleted() && choice < 70) {
            edit(message);
        } else if (!message.deleted()) {
            react(message);
        }
    }

    private String any(Set<String> some) {
        return some.stream()
                .sorted()
                .skip(random.nextInt(some.size()))
                .findFirst()
                .orElseThrow();
    }

    /** Returns a random own message in a room that the user is in. */
    private Optional<Own> pick() {
        var all = ownMessages.values().stream()
                .filter(message -> isIn(message.room()))
                .sorted(Comparator.comparing(Own::id))
                .toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
    }

    private void joinOrLeave(String room) {
        if (isIn(room)) {
            request("rooms/" + room + "/leave/", 204, 403);
            rooms.remove(room);
        } else {
            request("rooms/" + room + "/join/", 200, 200);
            rooms.add(room);
        }
    }

    /** Repeats a REST request until it succeeds, or has succeeded although its response was lost. */
    private void request(String path, int done, int doneBefore) {
        var accepted = Set.of(done);
        while (true) {
            var status = status(path);
            if (status.isPresent() && accepted.contains(status.get())) {
                return;
            }
            if (status.isPresent() && status.get() != 503) {
                throw new AssertionError(account.name() + ": " + path + " " + status.get());
            }
            accepted = new HashSet<>(List.of(done, doneBefore));
            pause(50 + random.nextInt(100));
        }
    }

    private Optional<Integer> status(String path) {
        try {
            return Optional.of(account.at(node.get())
                    .send("POST", "/api/v1/chat/" + path, Map.of())
                    .statusCode());
        } catch (UncheckedIOException gone) {
            return Optional.empty();
        }
    }

    private void post() {
        var room = any(random.nextBoolean() ? permanentRooms : rooms);
        var clientId = account.name() + "-" + refs;
        var body = "Line " + clientId;
        var ack = ask(Map.of("type", "message.send", "room_id", room, "body", body, "client_id", clientId));
        var id = ack.path("message_id").asText();
        ownMessages.put(id, new Own(room, id, body, false));
    }

    private void edit(Own message) {
        var body = message.body() + "!";
        ask(about(message, "message.edit", Map.of("body", body)));
        ownMessages.put(message.id(), new Own(message.room(), message.id(), body, false));
    }

    private void delete(Own message) {
        ask(about(message, "message.delete", Map.of()));
        ownMessages.put(message.id(), new Own(message.room(), message.id(), "", true));
    }

    private void react(Own message) {
        var type = random.nextBoolean() ? "reaction.add" : "reaction.remove";
        var content = REACTIONS.get(random.nextInt(REACTIONS.size()));
        ask(about(message, type, Map.of("content", content)));
    }

    private static Map<String, Object> about(Own message, String type, Map<String, ?> more) {
        var frame = new HashMap<String, Object>(more);
        frame.put("type", type);
        frame.put("room_id", message.room());
        frame.put("message_id", message.id());
        return frame;
    }

    /** Repeats a frame on new connections until it is acknowledged. */
    private JsonNode ask(Map<String, ?> command) {
        while (true) {
            var ref = account.name() + ":" + refs++;
            var frame = new HashMap<String, Object>(command);
            frame.put("ref", ref);
            try {
                var open = connected();
                open.send(frame);
                var answer = open.find(heard -> heard.path("ref").asText().equals(ref));
                if (answer.isPresent() && !isUnavailable(answer.get())) {
                    return answer.get();
                }
            } catch (UncheckedIOException retried) {
                // the next connection repeats it
            }
            pause(50 + random.nextInt(100));
        }
    }

    /** Whether the failure is an unavailable store. No other failure is allowed, except for a reaction that is gone. */
    private static boolean isUnavailable(JsonNode answer) {
        var code = answer.path("errors").path(0).path("code").asText();
        if (!List.of("", "not_found", "unavailable").contains(code)) {
            throw new AssertionError("refused: " + answer);
        }
        return code.equals("unavailable");
    }

    /** Returns the open connection, after reconnecting if necessary. Other threads call it after {@link #run} has ended. */
    TestSocket connected() {
        var open = socket;
        while (open == null || open.closeCode() != 0) {
            if (open != null) {
                closeCodes.add(open.closeCode());
            }
            open = connect();
            socket = open;
        }
        return open;
    }

    /** Returns null if the connection failed. */
    private TestSocket connect() {
        try {
            var connection = new Object();
            var fresh = TestSocket.open(account.at(node.get()), frame -> {
                replica.hear(frame, connection);
                return frame.has("ref");
            });
            if (isSynced(fresh)) {
                return fresh;
            }
            fresh.close();
        } catch (UncheckedIOException gone) {
            // the next attempt may do better
        }
        pause(100 + random.nextInt(200));
        return null;
    }

    /** The connection may break during the resync. */
    private boolean isSynced(TestSocket fresh) {
        var ref = account.name() + ":sync" + refs++;
        fresh.send(Map.of("type", "sync", "ref", ref, "rooms", replica.versions()));
        if (random.nextInt(20) == 0) {
            fresh.abort();
        }
        return fresh.find(frame -> frame.path("ref").asText().equals(ref))
                .filter(frame -> frame.path("type").asText().equals("ack"))
                .isPresent();
    }

    private static void pause(long milliseconds) {
        try {
            TimeUnit.MILLISECONDS.sleep(milliseconds);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
