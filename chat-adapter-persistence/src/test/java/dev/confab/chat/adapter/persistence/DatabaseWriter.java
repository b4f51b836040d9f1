package dev.confab.chat.adapter.persistence;

import dev.confab.chat.adapter.persistence.PersistenceAdapter.Settings;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A process that writes to a database until it is killed, and prints a line for each acknowledged write. Writes come in
 * short bursts with pauses, so that space is freed, ages beyond the retention time, and is reused.
 */
final class DatabaseWriter {

    static final String USER = "user";
    static final String ROOM = "room";
    static final String MESSAGE = "message";
    static final String DELETING = "deleting";
    static final String DELETED = "deleted";

    private static final int LONGEST_BURST = 8;

    private final Chat chat;
    private final Random random;
    private final long longestRest;
    private final User user;
    private final List<RoomId> rooms = new ArrayList<>();

    private DatabaseWriter(Chat chat, Random random, long longestRest) {
        this.chat = chat;
        this.random = random;
        this.longestRest = longestRest;
        this.user = signUp();
        rooms.add(createRoom());
    }

    /** Arguments: URL, user, password, seed, number of threads, longest rest in milliseconds. */
    public static void main(String[] arguments) {
        var settings = new Settings(arguments[0], arguments[1], arguments[2], Databases.POOL_SIZE);
        var chat = new Chat(PersistenceAdapter.open(settings));
        long seed = Long.parseLong(arguments[3]);
        long longestRest = Long.parseLong(arguments[5]);
        for (int thread = 0; thread < Integer.parseInt(arguments[4]); thread++) {
            var random = new Random(seed + thread);
            new Thread(() -> new DatabaseWriter(chat, random, longestRest).writeUntilKilled()).start();
        }
    }

    private void writeUntilKilled() {
        while (true) {
            for (int write = random.nextInt(LONGEST_BURST); write >= 0; write--) {
                write();
            }
            rest();
        }
    }

    private void rest() {
        if (longestRest > 0) {
            try {
                Thread.sleep(random.nextLong(longestRest));
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
    }

    private void write() {
        switch (random.nextInt(10)) {
            case 0 -> signUp();
            case 1 -> rooms.add(createRoom());
            case 2 -> deleteRoom();
            default -> post(rooms.get(random.nextInt(rooms.size())));
        }
    }

    private User signUp() {
        var added = chat.user();
        print(USER + " " + added.id());
        return added;
    }

    private RoomId createRoom() {
        var room = chat.room(user);
        print(ROOM + " " + room);
        return room;
    }

    private void post(RoomId room) {
        var message = chat.post(room, user);
        print(MESSAGE + " " + room + " " + message.id());
    }

    /** A row whose deletion is interrupted may exist or not. */
    private void deleteRoom() {
        if (rooms.size() > 1) {
            var room = rooms.removeLast();
            print(DELETING + " " + room);
            chat.write(() -> {
                chat.adapter().rooms().delete(room);
                return true;
            });
            print(DELETED + " " + room);
        }
    }

    /** Prints one line atomically. */
    private static synchronized void print(String line) {
        System.out.println(line);
        if (System.out.checkError()) {
            Runtime.getRuntime().halt(1); // the test itself was killed
        }
    }
}
