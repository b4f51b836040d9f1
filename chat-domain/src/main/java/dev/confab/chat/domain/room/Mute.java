package dev.confab.chat.domain.room;

import java.time.Instant;

/** A member's setting that suppresses notifications of a room. */
public sealed interface Mute {

    Mute OFF = new Off();
    Mute FOREVER = new Forever();

    static Mute until(Instant end) {
        return new Until(end);
    }

    /** Whether the room is muted at {@code now}. */
    boolean isOnAt(Instant now);

    /** The setting of a room that is not muted. */
    record Off() implements Mute {
        @Override
        public boolean isOnAt(Instant now) {
            return false;
        }
    }

    /** The setting of a room that is muted until the member unmutes it. */
    record Forever() implements Mute {
        @Override
        public boolean isOnAt(Instant now) {
            return true;
        }
    }

    /** The setting of a room that is muted until {@code end}, exclusive. */
    record Until(Instant end) implements Mute {
        @Override
        public boolean isOnAt(Instant now) {
            return now.isBefore(end);
        }
    }
}
