package dev.confab.chat.domain.room;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing said in a room.
 *
 * @param seq its place in the room: 1, 2, 3… in the order of commits
 * @param author the membership that speaks; the room's system member for system messages
 * @param parent the message it replies to
 * @param body empty once deleted
 * @param edited when the body last changed
 * @param deleted when it became a tombstone
 * @param replyCount how many living messages reply to it
 * @param version the room's version at its last change
 */
public record Message(
        MessageId id,
        RoomId room,
        long seq,
        MembershipId author,
        boolean isSystem,
        @Nullable MessageId parent,
        String body,
        Instant created,
        @Nullable Instant edited,
        @Nullable Instant deleted,
        int replyCount,
        @Nullable SentAs sentAs,
        long version) {

    public Message {
        if (seq < 1 || version < seq || replyCount < 0 || body.isEmpty() != (deleted != null)) {
            throw new IllegalArgumentException("message " + id);
        }
    }

    public boolean isDeleted() {
        return deleted != null;
    }

    /** When anything about it last changed in the eyes of a reader. */
    public Instant modified() {
        if (deleted != null) {
            return deleted;
        }
        return edited != null ? edited : created;
    }

    Message edited(Body newBody, Instant at, long newVersion) {
        return with(newBody.value(), at, null, replyCount, newVersion);
    }

    Message tombstone(Instant at, long newVersion) {
        return with("", edited, at, replyCount, newVersion);
    }

    Message withReplies(int change, long newVersion) {
        return with(body, edited, deleted, replyCount + change, newVersion);
    }

    private Message with(
            String newBody, @Nullable Instant newEdited, @Nullable Instant newDeleted, int replies, long newVersion) {
        return new Message(
                id,
                room,
                seq,
                author,
                isSystem,
                parent,
                newBody,
                created,
                newEdited,
                newDeleted,
                replies,
                sentAs,
                newVersion);
    }
}
