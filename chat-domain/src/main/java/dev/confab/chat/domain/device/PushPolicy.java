package dev.confab.chat.domain.device;

import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.Membership.PushLevel;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.user.User;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of a message on their devices: active members who are away and have not seen it, did not write it, and
 * want to know. Reactions and edits are no messages and never come here.
 */
public final class PushPolicy {

    private PushPolicy() {}

    /**
     * Decides by how things are {@code now}.
     *
     * @param member a person, at the moment or in the past a member of the message's room
     * @param isOnline whether they have a living connection on any node
     */
    public static PushDecision decide(Message message, Member member, boolean isOnline, Instant now) {
        var verdict = of(message);
        if (verdict == PushDecision.PUSH) {
            verdict = of(member.membership(), member.user());
        }
        if (verdict == PushDecision.PUSH) {
            verdict = of(message, member, now);
        }
        return verdict == PushDecision.PUSH && isOnline ? PushDecision.ONLINE : verdict;
    }

    private static PushDecision of(Message message) {
        if (message.isSystem()) {
            return PushDecision.SYSTEM;
        }
        return message.isDeleted() ? PushDecision.DELETED : PushDecision.PUSH;
    }

    private static PushDecision of(Membership membership, @Nullable User user) {
        if (membership.status() == Membership.Status.BANNED) {
            return PushDecision.BANNED;
        }
        if (!membership.isActive() || user == null) {
            return PushDecision.NOT_MEMBER;
        }
        return user.active() ? PushDecision.PUSH : PushDecision.DEACTIVATED;
    }

    private static PushDecision of(Message message, Member member, Instant now) {
        var membership = member.membership();
        if (membership.id().equals(message.author())) {
            return PushDecision.AUTHOR;
        }
        if (membership.hasSeen(message)) {
            return PushDecision.SEEN;
        }
        if (membership.mute().isOnAt(now)) {
            return PushDecision.MUTED;
        }
        return byLevel(message, membership.pushLevel(), member.user());
    }

    private static PushDecision byLevel(Message message, PushLevel level, @Nullable User user) {
        if (level == PushLevel.NOTHING) {
            return PushDecision.UNWANTED;
        }
        boolean isMeant = level == PushLevel.ALL || (user != null && Mentions.of(user.username(), message.body()));
        return isMeant ? PushDecision.PUSH : PushDecision.NOT_MENTIONED;
    }
}
