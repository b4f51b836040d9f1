package dev.confab.chat.domain.room;

/** What a member may do, weakest first. */
public enum Role {
    MEMBER,
    ADMIN,
    OWNER;

    public boolean isAtLeast(Role other) {
        return compareTo(other) >= 0;
    }
}
