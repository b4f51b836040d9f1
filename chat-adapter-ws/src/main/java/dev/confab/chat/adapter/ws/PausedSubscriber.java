package dev.confab.chat.adapter.ws;

import dev.confab.chat.domain.user.UserId;

/**
 * A follower who waits for something that is being read, and where on the tape it will go on. Guarded by the monitor of
 * the room's {@link RoomChannel}.
 */
record PausedSubscriber(Subscriber follower, ReplayBuffer.Mark mark) {

    static PausedSubscriber of(Subscriber follower, ReplayBuffer.Mark mark) {
        follower.waitAt(mark);
        return new PausedSubscriber(follower, mark);
    }

    UserId user() {
        return follower.viewer().user();
    }

    /** False once the follower is out, or waits for something else that is newer. */
    boolean isOn() {
        return !follower.isOut() && follower.waitsAt(mark);
    }
}
