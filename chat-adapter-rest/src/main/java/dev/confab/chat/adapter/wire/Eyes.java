package dev.confab.chat.adapter.wire;

import dev.confab.chat.domain.room.Authored;
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

    /** As little of the viewer as shows in the message, so that most viewers share their eyes. */
    public static Eyes in(Membership viewer, Authored authored) {
        boolean isNamed = authored.message().author().equals(viewer.id())
                || authored.reactions().stream()
                        .anyMatch(reacted -> reacted.reaction().member().equals(viewer.id()));
        return new Eyes(isNamed ? viewer.id() : null, viewer.hasSeen(authored.message()));
    }

    boolean are(MembershipId member) {
        return member.equals(me);
    }
}
