package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.port.PresenceStore;
import dev.confab.chat.domain.port.RoomEvents;
import dev.confab.chat.domain.port.UserEvents;

/** The ways in which the nodes of one Confab hear of each other. */
public final class FanOutAdapter {

    private final RoomEvents roomEvents;
    private final UserEvents userEvents;
    private final PresenceStore presence;

    private FanOutAdapter(RoomEvents roomEvents, UserEvents userEvents, PresenceStore presence) {
        this.roomEvents = roomEvents;
        this.userEvents = userEvents;
        this.presence = presence;
    }

    /** For a Confab of one node: nothing leaves the process, and there is nothing to close. */
    public static FanOutAdapter inProcess() {
        return new FanOutAdapter(new InProcessRoomEvents(), new InProcessUserEvents(), new InProcessPresence());
    }

    public RoomEvents roomEvents() {
        return roomEvents;
    }

    public UserEvents userEvents() {
        return userEvents;
    }

    public PresenceStore presence() {
        return presence;
    }
}
