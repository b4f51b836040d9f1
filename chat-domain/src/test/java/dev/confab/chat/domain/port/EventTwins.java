package dev.confab.chat.domain.port;

/** Events and presence for tests of use cases. */
public record EventTwins(RoomEvents roomEvents, UserEvents userEvents, PresenceStore presence) implements Events {}
