package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.port.UserEvents;
import dev.confab.chat.domain.port.UserEventsContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class InProcessUserEventsTest extends UserEventsContract {

    private final UserEvents events = FanOutAdapter.inProcess().userEvents();

    @BeforeEach
    void silence() {
        Silence.begin();
    }

    @AfterEach
    void noise() {
        Silence.end();
    }

    @Override
    protected UserEvents here() {
        return events;
    }

    @Override
    protected UserEvents there() {
        return events;
    }
}
