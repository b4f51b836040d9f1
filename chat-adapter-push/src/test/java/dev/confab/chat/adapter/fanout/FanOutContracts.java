package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.port.PresenceStore;
import dev.confab.chat.domain.port.PresenceStoreContract;
import dev.confab.chat.domain.port.RoomEvents;
import dev.confab.chat.domain.port.RoomEventsContract;
import dev.confab.chat.domain.port.UserEvents;
import dev.confab.chat.domain.port.UserEventsContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;

/** The contracts of the event and presence ports. Each kind of fan-out extends this with two nodes. */
@Timeout(60)
abstract class FanOutContracts {

    /** Returns the first node; the same in each call within a test. */
    abstract FanOutAdapter one();

    /** Returns the second node, or {@link #one} if there can be only one. */
    abstract FanOutAdapter other();

    @BeforeEach
    void silence() {
        Silence.begin();
    }

    @AfterEach
    void noise() {
        Silence.end();
    }

    @Nested
    class Rooms extends RoomEventsContract {
        @Override
        protected RoomEvents here() {
            return one().roomEvents();
        }

        @Override
        protected RoomEvents there() {
            return other().roomEvents();
        }

        @Override
        protected boolean followingTakesTime() {
            return one() != other();
        }
    }

    @Nested
    class Users extends UserEventsContract {
        @Override
        protected UserEvents here() {
            return one().userEvents();
        }

        @Override
        protected UserEvents there() {
            return other().userEvents();
        }
    }

    @Nested
    class Presence extends PresenceStoreContract {
        @Override
        protected PresenceStore presence() {
            return one().presence();
        }
    }
}
