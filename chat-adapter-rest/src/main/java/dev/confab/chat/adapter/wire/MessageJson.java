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
 * A message as one viewer sees it, or a reaction in the same shape.
 *
 * @param roomUserId the author's membership
 * @param userId null for a system message
 * @param isMe null for a system message
 * @param seq null for a reaction
 * @param version for a reaction, that of its message
 * @param body empty for a tombstone; the content of a reaction
 * @param reactions at most {@value #MAX_REACTIONS}, the earliest first
 * @param reactionCounts counts of all reactions, in the order of first use
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

    /** The author; the system member only has a name. */
    public record Author(@Nullable UserId id, @Nullable String username, String name) {

        static Author of(Member member) {
            var user = member.user();
            return user == null
                    ? new Author(null, null, member.name())
                    : new Author(user.id(), user.username().value(), member.name());
        }
    }

    /**
     * Returns the message as {@code viewer} sees it.
     *
     * @param viewer the viewer's membership; null for viewers who neither wrote nor saw it, nor reaction
     */
    public static MessageJson of(MessageDetails details, @Nullable Membership viewer) {
        return in(Perspective.of(viewer, details.message()), details);
    }

    /** Returns the message as all viewers with that perspective see it. */
    public static MessageJson in(Perspective perspective, MessageDetails details) {
        var message = details.message();
        var author = Author.of(details.author());
        return new MessageJson(
                message.id(),
                message.created(),
                message.modified(),
                message.room(),
                message.author(),
                author.id(),
                author,
                message.isSystem() ? null : perspective.isOf(message.author()),
                perspective.hasSeen(),
                message.seq(),
                message.version(),
                clientId(message),
                message.body(),
                message.parent(),
                message.counts().replies(),
                false,
                reactions(details, perspective),
                ReactionCountJson.of(details.reactions(), reaction -> isMine(reaction, perspective)),
                details.images().stream().map(ImageJson::of).toList(),
                message.edited() != null,
                message.edited(),
                message.isDeleted(),
                message.isPinned(),
                message.isSystem());
    }

    private static List<MessageJson> reactions(MessageDetails details, Perspective perspective) {
        return details.reactions().stream()
                .limit(MAX_REACTIONS)
                .map(reaction -> in(perspective, details.message(), reaction))
                .toList();
    }

    private static boolean isMine(MemberReaction reaction, Perspective perspective) {
        return perspective.isOf(reaction.reaction().member());
    }

    /** Returns a reaction to {@code parent} as {@code viewer} sees it. */
    public static MessageJson of(Message parent, MemberReaction reaction, @Nullable Membership viewer) {
        return in(Perspective.of(viewer, parent), parent, reaction);
    }

    /** Returns a reaction to {@code parent}. Its version and seen state are those of the parent. */
    public static MessageJson in(Perspective perspective, Message parent, MemberReaction reaction) {
        var given = reaction.reaction();
        var author = Author.of(reaction.member());
        return new MessageJson(
                new MessageId(given.id().value()),
                given.at(),
                given.at(),
                parent.room(),
                given.member(),
                author.id(),
                author,
                isMine(reaction, perspective),
                perspective.hasSeen(),
                null,
                parent.version(),
                null,
                given.content(),
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
        var key = message.idempotencyKey();
        return key == null ? null : key.clientId().value();
    }
}
