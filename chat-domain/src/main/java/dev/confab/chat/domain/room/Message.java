package dev.confab.chat.domain.room;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message of a room. Immutable.
 *
 * @param seq the position in the room: 1, 2, 3 … in the order of commits
 * @param author the membership of the author; the system member for a system message
 * @param parent the message that this one replies to; null outside a thread
 * @param body the text; empty for images alone and for a tombstone
 * @param edited when the text last changed; null if it never did
 * @param deleted when the message became a tombstone; null if it is not one
 * @param pinned when the message was pinned; null if it is not pinned
 * @param idempotencyKey null if the client sent no client id
 * @param version the room's version at the last change of the message
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
        Counts counts,
        @Nullable IdempotencyKey idempotencyKey,
        long version) {

    public Message {
        if (seq < 1
                || version < seq
                || !(deleted == null ? hasContent(body, counts) : isTombstone(body, pinned, counts))) {
            throw new IllegalArgumentException("Invalid message " + id);
        }
    }

    private static boolean hasContent(String body, Counts counts) {
        return !body.isEmpty() || counts.images() > 0;
    }

    private static boolean isTombstone(String body, @Nullable Instant pinned, Counts counts) {
        return body.isEmpty() && pinned == null && counts.equals(counts.repliesOnly());
    }

    /**
     * The numbers of replies, reactions and images of a message. Reactions and images are stored apart, and read only if
     * their number is not 0.
     *
     * @param replies the number of replies that are not deleted
     */
    public record Counts(int replies, int reactions, int images) {

        public static final Counts NONE = new Counts(0, 0, 0);

        public Counts {
            if (replies < 0 || reactions < 0 || images < 0) {
                throw new IllegalArgumentException(
                        "Negative count: replies " + replies + ", reactions " + reactions + ", images " + images);
            }
        }

        Counts plusReplies(int change) {
            return new Counts(replies + change, reactions, images);
        }

        Counts plusReactions(int change) {
            return new Counts(replies, reactions + change, images);
        }

        Counts plusImages(int change) {
            return new Counts(replies, reactions, images + change);
        }

        /** Returns the counts of the tombstone: only replies remain. */
        Counts repliesOnly() {
            return new Counts(replies, 0, 0);
        }
    }

    /**
     * The client id of a message with a digest of its first content. The digest does not change when the message is
     * edited or deleted, so a late retry is still recognized.
     */
    public record IdempotencyKey(ClientId clientId, String digest) {}

    /**
     * An earlier text of a message.
     *
     * @param body the earlier text
     * @param replaced when the next text replaced it
     */
    public record Revision(MessageId message, String body, Instant replaced) {

        /** Maximum number of revisions kept for one message: the first one and the latest. */
        public static final int MAX_OF_MESSAGE = 100;
    }

    /** Returns the message that was posted last in {@code room}. */
    static Message create(MessageId id, Room room, Membership author, Draft draft, Instant at) {
        return new Message(
                id,
                room.id(),
                room.messageSeq(),
                author.id(),
                author.isSystem(),
                draft.parent(),
                draft.text(),
                at,
                null,
                null,
                null,
                Counts.NONE.plusImages(draft.images().size()),
                draft.idempotencyKey(),
                room.version());
    }

    public boolean isDeleted() {
        return deleted != null;
    }

    public boolean isPinned() {
        return pinned != null;
    }

    /** Returns when the content last changed: the time of deletion, else of the last edit, else of posting. */
    public Instant modified() {
        if (deleted != null) {
            return deleted;
        }
        return edited != null ? edited : created;
    }

    /** Whether the message consists of one image alone, so that it is deleted together with the image. */
    public boolean isSingleImage() {
        return body.isEmpty() && counts.images() == 1;
    }

    Message edited(Body newBody, Instant at, long newVersion) {
        return with(newBody.value(), at, deleted, pinned, counts, newVersion);
    }

    Message tombstone(Instant at, long newVersion) {
        return with("", edited, at, null, counts.repliesOnly(), newVersion);
    }

    /** @param at null to unpin */
    Message pinned(@Nullable Instant at, long newVersion) {
        return with(body, edited, deleted, at, counts, newVersion);
    }

    Message with(Counts newCounts, long newVersion) {
        return with(body, edited, deleted, pinned, newCounts, newVersion);
    }

    private Message with(
            String newBody,
            @Nullable Instant newEdited,
            @Nullable Instant newDeleted,
            @Nullable Instant newPinned,
            Counts newCounts,
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
                newCounts,
                idempotencyKey,
                newVersion);
    }
}
