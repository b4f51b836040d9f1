package dev.confab.chat.adapter.wire;

import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageDetails;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a viewer that influence the JSON of one message. Viewers with equal perspectives see the same JSON.
 *
 * @param me the viewer's membership; null if the message does not refer to it
 * @param hasSeen whether the viewer has seen the message
 */
public record Perspective(@Nullable MembershipId me, boolean hasSeen) {

    static Perspective of(@Nullable Membership viewer, Message message) {
        return viewer == null ? new Perspective(null, false) : new Perspective(viewer.id(), viewer.hasSeen(message));
    }

    /** Returns the least specific perspective of the viewer, so that most viewers share one. */
    public static Perspective in(Membership viewer, MessageDetails details) {
        boolean isNamed = details.message().author().equals(viewer.id())
                || details.reactions().stream()
                        .anyMatch(reaction -> reaction.reaction().member().equals(viewer.id()));
        return new Perspective(isNamed ? viewer.id() : null, viewer.hasSeen(details.message()));
    }

    boolean isOf(MembershipId member) {
        return member.equals(me);
    }
}
