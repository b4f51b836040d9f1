package dev.confab.chat.adapter.wire;

import dev.confab.chat.application.view.RoomView;
import dev.confab.chat.domain.category.CategoryId;
import dev.confab.chat.domain.room.Image.Rendition;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.Membership.PushLevel;
import dev.confab.chat.domain.room.Mute;
import dev.confab.chat.domain.room.Role;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A room as one viewer sees it.
 *
 * @param users the first {@value RoomView#FIRST_MEMBERS} members in the order of joining
 * @param messageNewCount number of messages that the viewer has not seen; 0 if the viewer is not a member
 * @param mutedUntil null if the room is not muted, or muted permanently
 * @param pushLevel the viewer's notification level; null if the viewer is not a member
 * @param role the viewer's role; null if the viewer is not a member
 * @param seenSeq the viewer's watermark; like {@code receivedSeq}, 0 if the viewer is not a member
 * @param categories those of the viewer's categories that contain the room
 */
public record RoomJson(
        RoomId id,
        Instant created,
        Instant modified,
        @Nullable UserId creatorId,
        String title,
        String description,
        @Nullable FileLink image,
        boolean isPublic,
        Room.Kind kind,
        List<UserId> users,
        int memberCount,
        int onlineCount,
        long messageTotalCount,
        long messageNewCount,
        @Nullable MessageJson lastMessage,
        boolean isMuted,
        @Nullable Instant mutedUntil,
        @Nullable PushLevel pushLevel,
        @Nullable Role role,
        long version,
        long messageSeq,
        long seenSeq,
        long receivedSeq,
        boolean membersCanInvite,
        boolean membersCanPin,
        List<CategoryId> categories,
        int pinnedCount) {

    /**
     * Returns the room for the viewer of {@code view}.
     *
     * @param now decides whether a mute with an end has expired
     */
    public static RoomJson of(RoomView view, Instant now) {
        var room = view.room();
        var profile = room.profile();
        var mine = activeOrNull(view.mine());
        var last = view.last();
        return new RoomJson(
                room.id(),
                room.created(),
                room.modified(),
                room.creator(),
                view.title(),
                profile.description(),
                profile.image() == null ? null : new FileLink(profile.image(), Rendition.FILE),
                profile.isPublic(),
                room.kind(),
                users(view),
                room.memberCount(),
                view.onlineCount(),
                room.messageSeq(),
                view.unread(),
                last == null ? null : MessageJson.of(last, view.mine()),
                mine != null && mine.mute().isOnAt(now),
                mine == null ? null : mutedUntil(mine.mute(), now),
                mine == null ? null : mine.pushLevel(),
                mine == null ? null : mine.role(),
                room.version(),
                room.messageSeq(),
                mine == null ? 0 : mine.seenSeq(),
                mine == null ? 0 : mine.receivedSeq(),
                profile.membersCanInvite(),
                profile.membersCanPin(),
                view.categories(),
                room.pinnedCount());
    }

    private static @Nullable Membership activeOrNull(@Nullable Membership membership) {
        return membership != null && membership.isActive() ? membership : null;
    }

    private static List<UserId> users(RoomView view) {
        return view.firstMembers().stream()
                .map(member -> member.membership().user())
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable Instant mutedUntil(Mute mute, Instant now) {
        return mute instanceof Mute.Until until && mute.isOnAt(now) ? until.end() : null;
    }
}
