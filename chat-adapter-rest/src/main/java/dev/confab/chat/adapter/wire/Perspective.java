package dev.confab.chat.adapter.wire;

import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageDetails;
import org.jspecify.annotations.Nullable;

/**
 * What of a viewer shows in the JSON of one message: all who are equal here see the same.
 *
 * @param me the viewer's membership; null if it does not matter, because it is not in the message
 * @param hasSeen whether the viewer has seen the message
 */
public record Perspective(@Nullable MembershipId me, boolean hasSeen) {

    static Perspective of(@Nullable Membership viewer, Message message) {
        return viewer == null ? new Perspective(null, false) : new Perspective(viewer.id(), viewer.hasSeen(message));
    }

    /** As little of the viewer as shows in the message, so that most viewers share their eyes. */
    public static Perspective in(Membership viewer, MessageDetails authored) {
        boolean isNamed = authored.message().author().equals(viewer.id())
                || authored.reactions().stream()
                        .anyMatch(reacted -> reacted.reaction().member().equals(viewer.id()));
        return new Perspective(isNamed ? viewer.id() : null, viewer.hasSeen(authored.message()));
    }

    boolean are(MembershipId member) {
        return member.equals(me);
    }
}
