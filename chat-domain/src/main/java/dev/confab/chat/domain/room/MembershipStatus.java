package dev.confab.chat.domain.room;

/** How somebody who has ever been a member stands to the room now. */
public enum MembershipStatus {
    ACTIVE,
    /** Left or was removed; may come back as the room's visibility allows. */
    LEFT,
    /** Removed and kept out: the room does not exist for them. */
    BANNED
}
