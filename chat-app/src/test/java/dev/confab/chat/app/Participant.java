package dev.confab.chat.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Somebody who takes part in a run full of faults, on a thread of their own: does one thing after the other, each until
 * it is acknowledged, on whichever node answers, and remembers what was.
 */
final class Participant implements Runnable {

    private static final List<String> REACTIONS = List.of("👍", "🎉", "👀");

    /** One message of ours, as it has to be in the end. */
    record Own(String room, String id, String body, boolean deleted) {}

    final TestUser person;
    final Replica replica;
    private final Random random;
    private final List<String> rooms;
    private final Supplier<String> node;
    private final Map<String, Own> own = new ConcurrentHashMap<>();
    private volatile boolean over;
    private volatile boolean done;
    private TestSocket socket;
    private int refs;

    Participant(TestUser person, List<String> rooms, Supplier<String> node, long seed) {
        this.person = person;
        this.rooms = rooms;
        this.node = node;
        this.random = new Random(seed);
        this.replica = new Replica(person.name());
    }

    void finish() {
        over = true;
    }

    boolean isDone() {
        return done;
    }

    /** What we said, by the client id. */
    Map<String, Own> own() {
        return Map.copyOf(own);
    }

    @Override
    public void run() {
        while (!over) {
            act();
            pause(random.nextInt(60));
        }
        connected();
        done = true;
    }

    private void act() {
        int choice = random.nextInt(100);
        if (choice < 3 && socket != null) {
            socket.close();
        } else if (choice < 55 || own.isEmpty()) {
            say();
        } else if (choice < 70) {
            edit(pick());
        } else if (choice < 76) {
            delete(pick());
        } else {
            react(pick());
        }
    }

    private Own pick() {
        var all = new ArrayList<>(own.values());
        return all.get(random.nextInt(all.size()));
    }

    private void say() {
        var room = rooms.get(random.nextInt(rooms.size()));
        var clientId = person.name() + "-" + refs;
        var body = "Line " + clientId;
        var ack = ask(Map.of("type", "message.send", "room_id", room, "body", body, "client_id", clientId));
        var id = ack.path("message_id").asText();
        own.put(id, new Own(room, id, body, false));
    }

    private void edit(Own message) {
        if (!message.deleted()) {
            var body = message.body() + "!";
            ask(about(message, "message.edit", Map.of("body", body)));
            own.put(message.id(), new Own(message.room(), message.id(), body, false));
        }
    }

    private void delete(Own message) {
        ask(about(message, "message.delete", Map.of()));
        own.put(message.id(), new Own(message.room(), message.id(), "", true));
    }

    private void react(Own message) {
        if (!message.deleted()) {
            var type = random.nextBoolean() ? "reaction.add" : "reaction.remove";
            var content = REACTIONS.get(random.nextInt(REACTIONS.size()));
            ask(about(message, type, Map.of("content", content)));
        }
    }

    private static Map<String, Object> about(Own message, String type, Map<String, ?> more) {
        var frame = new HashMap<String, Object>(more);
        frame.put("type", type);
        frame.put("room_id", message.room());
        frame.put("message_id", message.id());
        return frame;
    }

    /** Asks until there is an acknowledgement, on one connection after the other. */
    private JsonNode ask(Map<String, ?> wish) {
        while (true) {
            var ref = person.name() + ":" + refs++;
            var frame = new HashMap<String, Object>(wish);
            frame.put("ref", ref);
            try {
                var open = connected();
                open.send(frame);
                var answer = open.find(heard -> heard.path("ref").asText().equals(ref));
                if (answer.isPresent() && !isTrouble(answer.get())) {
                    return answer.get();
                }
            } catch (UncheckedIOException gone) {
                // comes again
            }
            pause(50 + random.nextInt(100));
        }
    }

    /** Was it a store that is away that kept us from what we want? Nothing else may, but a reaction may be gone. */
    private static boolean isTrouble(JsonNode answer) {
        var code = answer.path("errors").path(0).path("code").asText();
        if (!List.of("", "not_found", "unavailable").contains(code)) {
            throw new AssertionError("refused: " + answer);
        }
        return code.equals("unavailable");
    }

    private TestSocket connected() {
        while (socket == null || socket.closeCode() != 0) {
            try {
                connect();
            } catch (UncheckedIOException | AssertionError gone) {
                socket = null;
                pause(100 + random.nextInt(200));
            }
        }
        return socket;
    }

    private void connect() {
        var line = new Object();
        var fresh = TestSocket.open(person.at(node.get()), frame -> {
            replica.hear(frame, line);
            return frame.has("ref");
        });
        var ref = person.name() + ":sync" + refs++;
        fresh.send(Map.of("type", "sync", "ref", ref, "rooms", replica.begin(fresh.awaitType("ready"), line)));
        if (fresh.find(frame -> frame.path("ref").asText().equals(ref))
                .filter(frame -> frame.path("type").asText().equals("ack"))
                .isPresent()) {
            socket = fresh;
        } else {
            fresh.close();
        }
    }

    private static void pause(long milliseconds) {
        try {
            TimeUnit.MILLISECONDS.sleep(milliseconds);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
