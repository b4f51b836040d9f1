package dev.confab.chat.domain.device;

/** The decision whether a message is pushed to a member's devices, with the reason if it is not. */
public enum PushDecision {
    PUSH,
    /** The message is a system message. */
    SYSTEM,
    /** The message was deleted. */
    DELETED,
    /** The owner of the device is not an active member of the room. */
    NOT_MEMBER,
    BANNED,
    DEACTIVATED,
    AUTHOR,
    SEEN,
    MUTED,
    /** The member's push level is {@code NOTHING}. */
    UNWANTED,
    /** The member's push level is {@code MENTIONS}, and the message does not mention the member. */
    NOT_MENTIONED,
    /** The member has an open connection, which delivers the message. */
    ONLINE
}
