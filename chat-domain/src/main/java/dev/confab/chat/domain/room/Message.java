package dev.confab.chat.domain.room;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing said in a room.
 *
 * @param seq its place in the room: 1, 2, 3… in the order of commits
 * @param author the membership that speaks; the room's system member for system messages
 * @param parent the message it replies to
 * @param body empty once deleted, and where images say it all
 * @param edited when the body last changed
 * @param deleted when it became a tombstone
 * @param pinned when it was pinned; null while it is not
 * @param counts how much hangs on it
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
        @Nullable Instant pinned,
        MessageCounts counts,
        @Nullable IdempotencyKey idempotencyKey,
        long version) {

    public Message {
        if (seq < 1
                || version < seq
                || !(deleted == null ? hasContent(body, counts) : isTombstone(body, pinned, counts))) {
            throw new IllegalArgumentException("message " + id);
        }
    }

    private static boolean hasContent(String body, MessageCounts tally) {
        return !body.isEmpty() || tally.images() > 0;
    }

    private static boolean isTombstone(String body, @Nullable Instant pinned, MessageCounts tally) {
        return body.isEmpty() && pinned == null && tally.equals(tally.repliesOnly());
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

    /** Would nothing be left of it without one of its images? */
    public boolean isSingleImage() {
        return body.isEmpty() && counts.images() == 1;
    }

    public boolean isPinned() {
        return pinned != null;
    }

    Message edited(Body newBody, Instant at, long newVersion) {
        return with(newBody.value(), at, deleted, pinned, counts, newVersion);
    }

    Message tombstone(Instant at, long newVersion) {
        return with("", edited, at, null, counts.repliesOnly(), newVersion);
    }

    /** @param at null for not pinned any more */
    Message pinned(@Nullable Instant at, long newVersion) {
        return with(body, edited, deleted, at, counts, newVersion);
    }

    Message with(MessageCounts newTally, long newVersion) {
        return with(body, edited, deleted, pinned, newTally, newVersion);
    }

    private Message with(
            String newBody,
            @Nullable Instant newEdited,
            @Nullable Instant newDeleted,
            @Nullable Instant newPinned,
            MessageCounts newTally,
            long newVersion) {
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
                newPinned,
                newTally,
                idempotencyKey,
                newVersion);
    }
}
