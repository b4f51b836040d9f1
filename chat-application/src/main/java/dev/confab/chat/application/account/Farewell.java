package dev.confab.chat.application.account;

import dev.confab.chat.domain.user.UserId;

/** What somebody leaves behind who gives up their account. */
@FunctionalInterface
public interface Farewell {

    /** Takes {@code user}, who is still active, out of every group. Doing this again, or the rest of it, does no harm. */
    void leaveGroups(UserId user);
}
