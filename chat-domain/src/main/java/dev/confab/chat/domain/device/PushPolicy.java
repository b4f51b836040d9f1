package dev.confab.chat.domain.device;

import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.Membership.PushLevel;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.user.User;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rule who is notified of a message: active members who are offline, have not seen the message, are not its author,
 * and whose mute and push level allow it. Only new messages are pushed, not edits or reactions.
 */
public final class PushPolicy {

    private PushPolicy() {}

    /**
     * Decides whether to push {@code message} to a member's devices, by the state at {@code now}.
     *
     * @param member an active or former member of the message's room
     * @param isOnline whether the member has an open connection on any node
     */
    public static PushDecision decide(Message message, Member member, boolean isOnline, Instant now) {
        var decision = decideByMessage(message);
        if (decision == PushDecision.PUSH) {
            decision = decideByStatus(member.membership(), member.user());
        }
        if (decision == PushDecision.PUSH) {
            decision = decideByInterest(message, member, now);
        }
        return decision == PushDecision.PUSH && isOnline ? PushDecision.ONLINE : decision;
    }

    private static PushDecision decideByMessage(Message message) {
        if (message.isSystem()) {
            return PushDecision.SYSTEM;
        }
        return message.isDeleted() ? PushDecision.DELETED : PushDecision.PUSH;
    }

    private static PushDecision decideByStatus(Membership membership, @Nullable User user) {
        if (membership.status() == Membership.Status.BANNED) {
            return PushDecision.BANNED;
        }
        if (!membership.isActive() || user == null) {
            return PushDecision.NOT_MEMBER;
        }
        return user.active() ? PushDecision.PUSH : PushDecision.DEACTIVATED;
    }

    private static PushDecision decideByInterest(Message message, Member member, Instant now) {
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
        return decideByLevel(message, membership.pushLevel(), member.user());
    }

    private static PushDecision decideByLevel(Message message, PushLevel level, @Nullable User user) {
        if (level == PushLevel.NOTHING) {
            return PushDecision.UNWANTED;
        }
        boolean isWanted =
                level == PushLevel.ALL || (user != null && Mentions.includes(user.username(), message.body()));
        return isWanted ? PushDecision.PUSH : PushDecision.NOT_MENTIONED;
    }
}
