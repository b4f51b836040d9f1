package dev.confab.chat.adapter.ws;

import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user who follows a room, by one or more connections. Guarded by the monitor of the room's {@link RoomChannel}. */
final class SubscribedUser {

    private final UserId user;
    private final List<Subscriber> followers = new ArrayList<>(1);
    private long seenSeq;

    SubscribedUser(UserId user) {
        this.user = user;
    }

    UserId user() {
        return user;
    }

    List<Subscriber> followers() {
        return followers;
    }

    /** The one by that connection; null if there is none. */
    @Nullable
    Subscriber followerBy(Connection connection) {
        for (var follower : followers) {
            if (follower.connection() == connection && !follower.isOut()) {
                return follower;
            }
        }
        return null;
    }

    boolean hasSeen(Message message) {
        return message.seq() <= seenSeq;
    }

    /** Watermarks only rise, in whatever order we hear of them. */
    void sawUpTo(long seq) {
        seenSeq = Math.max(seenSeq, seq);
    }
}
