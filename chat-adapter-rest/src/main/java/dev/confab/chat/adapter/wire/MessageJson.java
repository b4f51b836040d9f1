package dev.confab.chat.adapter.wire;

import dev.confab.chat.domain.room.Authored;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as one person sees it. Reactions and images are always empty so far.
 *
 * @param roomUserId the author's membership
 * @param userId null for a system message
 * @param isMe null for a system message
 * @param body empty for a tombstone
 */
public record MessageJson(
        MessageId id,
        Instant created,
        Instant modified,
        RoomId roomId,
        MembershipId roomUserId,
        @Nullable UserId userId,
        Author author,
        @Nullable Boolean isMe,
        boolean isSeenByMe,
        long seq,
        long version,
        @Nullable String clientId,
        String body,
        @Nullable MessageId parentId,
        int replyCount,
        boolean isReaction,
        List<MessageJson> reactions,
        List<Object> reactionCounts,
        List<Object> images,
        boolean isEdited,
        @Nullable Instant edited,
        boolean isDeleted,
        boolean isPinned,
        boolean isSystem) {

    /** Who wrote it; of the system member only the name is there. */
    public record Author(@Nullable UserId id, @Nullable String username, String name) {

        static Author of(Member member) {
            var user = member.user();
            return user == null
                    ? new Author(null, null, member.name())
                    : new Author(user.id(), user.username().value(), member.name());
        }
    }

    /**
     * The message in the eyes of {@code viewer}.
     *
     * @param viewer the viewer's membership; null for everybody who neither wrote nor saw it
     */
    public static MessageJson of(Authored authored, @Nullable Membership viewer) {
        var message = authored.message();
        var author = Author.of(authored.author());
        return new MessageJson(
                message.id(),
                message.created(),
                message.modified(),
                message.room(),
                message.author(),
                author.id(),
                author,
                isMe(message, viewer),
                viewer != null && viewer.hasSeen(message),
                message.seq(),
                message.version(),
                clientId(message),
                message.body(),
                message.parent(),
                message.tally().replies(),
                false,
                List.of(),
                List.of(),
                List.of(),
                message.edited() != null,
                message.edited(),
                message.isDeleted(),
                message.isPinned(),
                message.isSystem());
    }

    private static @Nullable Boolean isMe(Message message, @Nullable Membership viewer) {
        if (message.isSystem()) {
            return null;
        }
        return viewer != null && viewer.id().equals(message.author());
    }

    private static @Nullable String clientId(Message message) {
        var sentAs = message.sentAs();
        return sentAs == null ? null : sentAs.clientId().value();
    }
}
