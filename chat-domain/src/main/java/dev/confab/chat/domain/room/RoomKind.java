package dev.confab.chat.domain.room;

/** What sort of room it is; never changes. */
public enum RoomKind {
    /** Members come and go. */
    GROUP,
    /** Exactly one room for a fixed set of people. */
    DIRECT,
    /** One person's notes to themselves. */
    SELF
}
