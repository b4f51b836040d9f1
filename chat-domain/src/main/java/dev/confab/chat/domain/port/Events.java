package dev.confab.chat.domain.port;

/** The ports through which the nodes of one installation share events and presence. */
public interface Events {

    RoomEvents roomEvents();

    UserEvents userEvents();

    PresenceStore presence();
}
