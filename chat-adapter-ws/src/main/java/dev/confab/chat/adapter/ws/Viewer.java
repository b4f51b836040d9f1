package dev.confab.chat.adapter.ws;

import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;

/** A user who follows a room, by one or more connections. Guarded by the monitor of the room's {@link Feed}. */
final class Viewer {

    private final UserId user;
    private final List<Follower> followers = new ArrayList<>(1);
    private long seenSeq;

    Viewer(UserId user) {
        this.user = user;
    }

    UserId user() {
        return user;
    }

    List<Follower> followers() {
        return followers;
    }

    boolean isFollowingBy(Connection connection) {
        return followers.stream().anyMatch(follower -> follower.connection() == connection);
    }

    boolean hasSeen(Message message) {
        return message.seq() <= seenSeq;
    }

    /** Watermarks only rise, in whatever order we hear of them. */
    void sawUpTo(long seq) {
        seenSeq = Math.max(seenSeq, seq);
    }
}
