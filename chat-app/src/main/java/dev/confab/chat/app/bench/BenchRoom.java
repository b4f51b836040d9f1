package dev.confab.chat.app.bench;

import java.util.List;

/**
 * A room of this run.
 *
 * @param members every connection of everybody in it
 * @param start where it stood before anybody spoke
 */
record BenchRoom(String id, List<Client> members, Rest.RoomState start) {

    BenchRoom {
        members = List.copyOf(members);
    }

    /** Somebody in it: the {@code turn}-th one, in turn. */
    Client member(int turn) {
        return members.get(turn % members.size());
    }
}
