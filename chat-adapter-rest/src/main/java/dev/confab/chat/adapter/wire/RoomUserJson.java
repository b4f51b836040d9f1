package dev.confab.chat.adapter.wire;

import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Role;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A membership as one viewer sees it. Users have no images yet.
 *
 * @param id of the membership
 * @param userId null for the system member, like {@code username} and {@code isMe}
 * @param isActive false after the member left, was removed or banned
 */
public record RoomUserJson(
        MembershipId id,
        RoomId roomId,
        @Nullable UserId userId,
        @Nullable String username,
        String name,
        @Nullable String image,
        @Nullable Boolean isMe,
        boolean isOnline,
        boolean isActive,
        Role role,
        Instant joined,
        long seenSeq,
        long receivedSeq,
        long version) {

    /**
     * Returns the membership as {@code viewer} sees it.
     *
     * @param viewer null for all viewers except the member
     */
    public static RoomUserJson of(Member member, @Nullable UserId viewer, boolean online) {
        var membership = member.membership();
        return new RoomUserJson(
                membership.id(),
                membership.room(),
                membership.user(),
                username(member.user()),
                member.name(),
                null,
                membership.isSystem() ? null : viewer != null && membership.isOf(viewer),
                online,
                membership.isActive(),
                membership.role(),
                membership.joined(),
                membership.seenSeq(),
                membership.receivedSeq(),
                membership.version());
    }

    private static @Nullable String username(@Nullable User user) {
        return user == null ? null : user.username().value();
    }
}
