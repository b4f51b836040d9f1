package dev.confab.chat.domain.room;

/** The role of a member. Each role includes the rights of those before it. */
public enum Role {
    MEMBER,
    ADMIN,
    OWNER;

    public boolean isAtLeast(Role minimum) {
        return compareTo(minimum) >= 0;
    }
}
