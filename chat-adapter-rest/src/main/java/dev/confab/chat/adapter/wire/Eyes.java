package dev.confab.chat.adapter.wire;

import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Message;
import org.jspecify.annotations.Nullable;

/**
 * What of a viewer shows in the JSON of one message: all who are equal here see the same.
 *
 * @param me the viewer's membership; null if it does not matter, because it is not in the message
 * @param hasSeen whether the viewer has seen the message
 */
public record Eyes(@Nullable MembershipId me, boolean hasSeen) {

    static Eyes of(@Nullable Membership viewer, Message message) {
        return viewer == null ? new Eyes(null, false) : new Eyes(viewer.id(), viewer.hasSeen(message));
    }

    boolean are(MembershipId member) {
        return member.equals(me);
    }
}
