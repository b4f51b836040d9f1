package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.port.RoomEvents;
import dev.confab.chat.domain.port.RoomEventsContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class InProcessRoomEventsTest extends RoomEventsContract {

    private final RoomEvents events = FanOutAdapter.inProcess().roomEvents();

    @BeforeEach
    void silence() {
        Silence.begin();
    }

    @AfterEach
    void noise() {
        Silence.end();
    }

    @Override
    protected RoomEvents here() {
        return events;
    }

    @Override
    protected RoomEvents there() {
        return events;
    }
}
