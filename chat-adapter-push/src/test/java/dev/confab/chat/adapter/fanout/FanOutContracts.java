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

/** Every contract of the ports; each way for nodes to hear of each other extends this and says what two nodes are. */
@Timeout(60)
abstract class FanOutContracts {

    /** One node; the same in each call within a test. */
    abstract FanOutAdapter one();

    /** Another one; the same as {@link #one} where there can be but one. */
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
    class People extends PresenceStoreContract {
        @Override
        protected PresenceStore presence() {
            return one().presence();
        }
    }
}
