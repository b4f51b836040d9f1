package dev.confab.chat.domain.room;

import java.time.Instant;

/** Whether a member wants to be left alone by a room. */
public sealed interface Mute {

    Mute OFF = new Off();
    Mute FOREVER = new Forever();

    static Mute until(Instant end) {
        return new Until(end);
    }

    boolean isOnAt(Instant now);

    record Off() implements Mute {
        @Override
        public boolean isOnAt(Instant now) {
            return false;
        }
    }

    record Forever() implements Mute {
        @Override
        public boolean isOnAt(Instant now) {
            return true;
        }
    }

    /** Muted before {@code end}, by itself unmuted from then on. */
    record Until(Instant end) implements Mute {
        @Override
        public boolean isOnAt(Instant now) {
            return now.isBefore(end);
        }
    }
}
