package dev.confab.chat.domain.device;

import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.PushLevel;
import dev.confab.chat.domain.room.Standing;
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
    public static PushVerdict decide(Message message, Member member, boolean isOnline, Instant now) {
        var verdict = of(message);
        if (verdict == PushVerdict.PUSH) {
            verdict = of(member.membership(), member.user());
        }
        if (verdict == PushVerdict.PUSH) {
            verdict = of(message, member, now);
        }
        return verdict == PushVerdict.PUSH && isOnline ? PushVerdict.ONLINE : verdict;
    }

    private static PushVerdict of(Message message) {
        if (message.isSystem()) {
            return PushVerdict.SYSTEM;
        }
        return message.isDeleted() ? PushVerdict.DELETED : PushVerdict.PUSH;
    }

    private static PushVerdict of(Membership membership, @Nullable User user) {
        if (membership.standing() == Standing.BANNED) {
            return PushVerdict.BANNED;
        }
        if (!membership.isActive() || user == null) {
            return PushVerdict.NOT_MEMBER;
        }
        return user.active() ? PushVerdict.PUSH : PushVerdict.DEACTIVATED;
    }

    private static PushVerdict of(Message message, Member member, Instant now) {
        var membership = member.membership();
        if (membership.id().equals(message.author())) {
            return PushVerdict.AUTHOR;
        }
        if (membership.hasSeen(message)) {
            return PushVerdict.SEEN;
        }
        if (membership.mute().isOnAt(now)) {
            return PushVerdict.MUTED;
        }
        return byLevel(message, membership.pushLevel(), member.user());
    }

    private static PushVerdict byLevel(Message message, PushLevel level, @Nullable User user) {
        if (level == PushLevel.NOTHING) {
            return PushVerdict.UNWANTED;
        }
        boolean isMeant = level == PushLevel.ALL || (user != null && Mentions.of(user.username(), message.body()));
        return isMeant ? PushVerdict.PUSH : PushVerdict.NOT_MENTIONED;
    }
}
