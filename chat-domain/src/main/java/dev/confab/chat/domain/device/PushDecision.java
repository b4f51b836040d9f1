package dev.confab.chat.domain.device;

/** Whether a member is told of a message on their devices, or why not. */
public enum PushDecision {
    PUSH,
    /** The room itself speaks. */
    SYSTEM,
    /** There is nothing to read any more. */
    DELETED,
    /** The owner of the device is not in the room. */
    NOT_MEMBER,
    BANNED,
    DEACTIVATED,
    AUTHOR,
    SEEN,
    MUTED,
    /** Wants to be told of nothing in this room. */
    UNWANTED,
    /** Wants to be told of mentions only, and is not mentioned. */
    NOT_MENTIONED,
    /** Has a living connection, and so is told by it. */
    ONLINE
}
