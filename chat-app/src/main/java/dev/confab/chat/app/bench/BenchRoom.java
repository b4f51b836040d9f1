package dev.confab.chat.app.bench;

import dev.confab.chat.app.protocol.RoomSummary;
import java.util.List;

/**
 * A room of this run.
 *
 * @param members all connections of all members
 * @param start the room before the first message
 */
record BenchRoom(String id, List<Client> members, RoomSummary start) {

    BenchRoom {
        members = List.copyOf(members);
    }

    /** Returns a connection, round robin. */
    Client member(int turn) {
        return members.get(turn % members.size());
    }
}
