package dev.confab.chat.app.client;

import dev.confab.chat.app.protocol.RoomSummary;
import java.util.List;
import java.util.Optional;

/** The numbered list of rooms that was printed last. Safe for all threads. */
final class RoomMenu {

    private volatile List<RoomSummary> rooms = List.of();

    /** Prints rooms and remembers their numbers. */
    void print(List<RoomSummary> mine, Screen screen) {
        rooms = mine;
        if (mine.isEmpty()) {
            screen.note("You are in no room yet.");
        }
        for (int i = 0; i < mine.size(); i++) {
            screen.note(String.format("%2d  %s", i + 1, describe(mine.get(i))));
        }
    }

    private static String describe(RoomSummary room) {
        return room.title()
                + (room.unread() > 0 ? " (" + room.unread() + " unread)" : "")
                + (room.isMuted() ? " (muted)" : "");
    }

    /** Returns the room with the number {@code typed}; empty if it is no number of the list. */
    Optional<RoomSummary> pick(String typed) {
        var listed = rooms;
        if (!typed.matches("\\d{1,4}")) {
            return Optional.empty();
        }
        int number = Integer.parseInt(typed);
        return number >= 1 && number <= listed.size() ? Optional.of(listed.get(number - 1)) : Optional.empty();
    }
}
