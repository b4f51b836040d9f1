package dev.confab.chat.adapter.wire;

import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageDetails;
import dev.confab.chat.domain.room.MessageDetails.MemberReaction;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as one person sees it, or a reaction in the same shape.
 *
 * @param roomUserId the author's membership
 * @param userId null for a system message
 * @param isMe null for a system message
 * @param seq null for a reaction
 * @param version of a reaction, the one of its message
 * @param body empty for a tombstone; the content of a reaction
 * @param reactions the first {@value #MAX_REACTIONS}, the earliest first
 * @param reactionCounts of all, in the order of first use
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
        @Nullable Long seq,
        long version,
        @Nullable String clientId,
        String body,
        @Nullable MessageId parentId,
        int replyCount,
        boolean isReaction,
        List<MessageJson> reactions,
        List<ReactionCountJson> reactionCounts,
        List<ImageJson> images,
        boolean isEdited,
        @Nullable Instant edited,
        boolean isDeleted,
        boolean isPinned,
        boolean isSystem) {

    /** The most reactions that are listed; all of them are counted. */
    static final int MAX_REACTIONS = 100;

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
     * @param viewer the viewer's membership; null for everybody who neither wrote nor saw it, nor reacted
     */
    public static MessageJson of(MessageDetails authored, @Nullable Membership viewer) {
        return in(Perspective.of(viewer, authored.message()), authored);
    }

    /** The message as all see it whose eyes are the same. */
    public static MessageJson in(Perspective eyes, MessageDetails authored) {
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
                message.isSystem() ? null : eyes.are(message.author()),
                eyes.hasSeen(),
                message.seq(),
                message.version(),
                clientId(message),
                message.body(),
                message.parent(),
                message.counts().replies(),
                false,
                reactions(authored, eyes),
                ReactionCountJson.of(authored.reactions(), reacted -> isMine(reacted, eyes)),
                authored.images().stream().map(ImageJson::of).toList(),
                message.edited() != null,
                message.edited(),
                message.isDeleted(),
                message.isPinned(),
                message.isSystem());
    }

    private static List<MessageJson> reactions(MessageDetails authored, Perspective eyes) {
        return authored.reactions().stream()
                .limit(MAX_REACTIONS)
                .map(reacted -> in(eyes, authored.message(), reacted))
                .toList();
    }

    private static boolean isMine(MemberReaction reacted, Perspective eyes) {
        return eyes.are(reacted.reaction().member());
    }

    /** A reaction to {@code parent} in the eyes of {@code viewer}. */
    public static MessageJson of(Message parent, MemberReaction reacted, @Nullable Membership viewer) {
        return in(Perspective.of(viewer, parent), parent, reacted);
    }

    /** A reaction to {@code parent} in the shape of a message; seen and changed together with that. */
    public static MessageJson in(Perspective eyes, Message parent, MemberReaction reacted) {
        var reaction = reacted.reaction();
        var author = Author.of(reacted.member());
        return new MessageJson(
                new MessageId(reaction.id().value()),
                reaction.at(),
                reaction.at(),
                parent.room(),
                reaction.member(),
                author.id(),
                author,
                isMine(reacted, eyes),
                eyes.hasSeen(),
                null,
                parent.version(),
                null,
                reaction.content(),
                parent.id(),
                0,
                true,
                List.of(),
                List.of(),
                List.of(),
                false,
                null,
                false,
                false,
                false);
    }

    private static @Nullable String clientId(Message message) {
        var sentAs = message.idempotencyKey();
        return sentAs == null ? null : sentAs.clientId().value();
    }
}
