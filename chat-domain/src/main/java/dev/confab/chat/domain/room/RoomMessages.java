package dev.confab.chat.domain.room;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.Room.Change;
import dev.confab.chat.domain.user.Administrator;
import java.time.Instant;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The changes of a room's messages: posting, editing, deleting, images, reactions and pins. Holds nothing but the
 * immutable room.
 *
 * <p>Every method with an {@code actor} first checks, as {@link Room#requireMember} does, that the actor is an active
 * member. {@code actor} is null if the acting user was never a member.
 */
public final class RoomMessages {

    /** Maximum number of pinned messages of one room. */
    public static final int MAX_PINNED = 250;

    private final Room room;

    RoomMessages(Room room) {
        this.room = room;
    }

    /**
     * The result of posting a message.
     *
     * @param author the author's membership, which has now seen everything up to the message
     * @param caughtUp the advance over earlier messages of other members; null if there were none to advance over
     * @param parent the parent with its new reply count, one version after the reply; null outside a thread
     */
    public record PostedMessage(
            Room room,
            Message message,
            Membership author,
            @Nullable ReceiptAdvance caughtUp,
            @Nullable Message parent) {}

    /**
     * Appends a message of {@code actor}.
     *
     * @param parent the current state of the message that the draft replies to; null outside a thread
     * @throws Refusal.Invalid if the parent belongs to another room
     */
    public PostedMessage post(
            @Nullable Membership actor, Draft draft, @Nullable Message parent, MessageId messageId, Instant at) {
        var author = room.requireMember(actor);
        if (parent != null && !parent.room().equals(room.id())) {
            throw new Refusal.Invalid("parent_id", "Must be a message of the same room.");
        }
        return append(author, draft, parent, messageId, at);
    }

    /** Appends a message of the {@linkplain RoomMembers#systemMember system member}. */
    public PostedMessage postSystem(
            Membership systemMember, Body body, @Nullable ClientId clientId, MessageId messageId, Instant at) {
        return append(systemMember, new Draft(body, null, clientId), null, messageId, at);
    }

    private PostedMessage append(
            Membership author, Draft draft, @Nullable Message parent, MessageId messageId, Instant at) {
        var posted = room.afterPosting(at);
        var message = Message.create(messageId, posted, author, draft, at);
        var next = parent == null ? posted : posted.nextVersion();
        var counted = parent == null ? null : parent.with(parent.counts().plusReplies(1), next.version());
        long seq = message.seq();
        return new PostedMessage(next, message, author.afterPosting(seq), author.receiptOfPosting(seq, at), counted);
    }

    /** Checks that {@code actor} is the author of the message and that it is not deleted. */
    public void requireMayEdit(@Nullable Membership actor, Message message) {
        requireAuthor(actor, message, "Only its author can edit a message.");
    }

    /** Replaces the text of the actor's own message. */
    public Change<Message> edit(@Nullable Membership actor, Message message, Body body, Instant at) {
        requireMayEdit(actor, message);
        var next = room.nextVersion();
        return new Change<>(next, message.edited(body, at, next.version()));
    }

    /** Checks that {@code actor} may read the earlier texts of a message: its author, or an admin. */
    public void requireMayReadRevisions(@Nullable Membership actor, Message message) {
        requireAuthorOrAdmin(actor, message, "Only its author or an admin can read the edits of a message.");
    }

    /** Replaces a message by a tombstone. The actor is its author, or an admin. */
    public Change<Message> delete(@Nullable Membership actor, Message message, Instant at) {
        requireAuthorOrAdmin(actor, message, "Only its author or an admin can delete a message.");
        return tombstone(message, at);
    }

    /** Replaces any message by a tombstone. */
    public Change<Message> delete(Administrator administrator, Message message, Instant at) {
        return tombstone(message, at);
    }

    private Change<Message> tombstone(Message message, Instant at) {
        var next = withPinned(message.isPinned() ? -1 : 0);
        return new Change<>(next, message.tombstone(at, next.version()));
    }

    /** Lowers the reply count of {@code parent} after one of its replies was deleted. */
    public Change<Message> removeReply(Message parent) {
        return withCounts(parent, parent.counts().plusReplies(-1));
    }

    /**
     * Checks that {@code actor} may attach {@code added} images to an existing message.
     *
     * @throws Refusal.Invalid if the actor is not its author, or the message would have more than
     *     {@value Image#MAX_PER_MESSAGE} images
     */
    public void requireMayAttach(@Nullable Membership actor, Message message, int added) {
        room.requireVisibleTo(actor);
        if (actor == null || !message.author().equals(actor.id())) {
            throw new Refusal.Invalid("message_id", "Must be a message of your own.");
        }
        requireAuthor(actor, message, "Only its author can attach images to a message.");
        if (message.counts().images() + added > Image.MAX_PER_MESSAGE) {
            throw new Refusal.Invalid("image", "Must be at most " + Image.MAX_PER_MESSAGE + " images per message.");
        }
    }

    /** Attaches one more image to the actor's own message. */
    public Change<Message> attach(@Nullable Membership actor, Message message) {
        requireMayAttach(actor, message, 1);
        return withCounts(message, message.counts().plusImages(1));
    }

    /**
     * Detaches an image from the actor's own message. A message that consists of {@linkplain Message#isSingleImage this
     * image alone} is deleted instead.
     */
    public Change<Message> detach(@Nullable Membership actor, Message message) {
        requireAuthor(actor, message, "Only its author can remove images from a message.");
        return withCounts(message, message.counts().plusImages(-1));
    }

    /**
     * Adds a reaction that {@code actor} has not yet given to the message.
     *
     * @param earlier all reactions to the message
     * @throws Refusal.Conflict if the message is deleted, or has as many reactions as it can have
     */
    public Change<Message> react(
            @Nullable Membership actor, Message message, Reaction reaction, Collection<Reaction> earlier) {
        room.requireMember(actor);
        requireNotDeleted(message);
        requireReactionFits(reaction, earlier);
        return withCounts(message, message.counts().plusReactions(1));
    }

    private static void requireReactionFits(Reaction reaction, Collection<Reaction> earlier) {
        if (earlier.size() >= Reaction.MAX_PER_MESSAGE) {
            throw new Refusal.Conflict("A message can have at most " + Reaction.MAX_PER_MESSAGE + " reactions.");
        }
        var contents = earlier.stream().map(Reaction::content).collect(Collectors.toSet());
        if (contents.size() >= Reaction.MAX_CONTENTS && !contents.contains(reaction.content())) {
            throw new Refusal.Conflict("A message can have at most " + Reaction.MAX_CONTENTS + " different reactions.");
        }
    }

    /** Removes the actor's own reaction. */
    public Change<Message> unreact(@Nullable Membership actor, Message message, Reaction reaction) {
        if (!room.requireMember(actor).id().equals(reaction.member())) {
            throw new Refusal.Forbidden("You cannot remove a reaction of another member.");
        }
        return withCounts(message, message.counts().plusReactions(-1));
    }

    /**
     * Pins a message. Nothing changes if it is pinned already.
     *
     * @throws Refusal.Forbidden if the actor may not pin messages
     * @throws Refusal.Conflict if the message is deleted, or {@value #MAX_PINNED} messages are pinned
     */
    public Change<Message> pin(@Nullable Membership actor, Message message, Instant at) {
        requireMayPin(actor);
        requireNotDeleted(message);
        if (message.isPinned()) {
            return new Change<>(room, message);
        }
        if (room.pinnedCount() >= MAX_PINNED) {
            throw new Refusal.Conflict("A room can have at most " + MAX_PINNED + " pinned messages.");
        }
        var next = withPinned(1);
        return new Change<>(next, message.pinned(at, next.version()));
    }

    /** Unpins a message. Nothing changes if it is not pinned. */
    public Change<Message> unpin(@Nullable Membership actor, Message message) {
        requireMayPin(actor);
        if (!message.isPinned()) {
            return new Change<>(room, message);
        }
        var next = withPinned(-1);
        return new Change<>(next, message.pinned(null, next.version()));
    }

    /** Lets every member of a direct or self room pin, because these rooms have no admins. */
    private void requireMayPin(@Nullable Membership actor) {
        boolean everyMember = room.profile().membersCanPin() || room.kind() != Room.Kind.GROUP;
        room.requireRole(actor, everyMember ? Role.MEMBER : Role.ADMIN);
    }

    private void requireAuthor(@Nullable Membership actor, Message message, String refusal) {
        var member = room.requireMember(actor);
        if (message.isSystem() || !message.author().equals(member.id())) {
            throw new Refusal.Forbidden(refusal);
        }
        requireNotDeleted(message);
    }

    private void requireAuthorOrAdmin(@Nullable Membership actor, Message message, String refusal) {
        var member = room.requireMember(actor);
        if (!message.author().equals(member.id()) && !member.role().isAtLeast(Role.ADMIN)) {
            throw new Refusal.Forbidden(refusal);
        }
    }

    private static void requireNotDeleted(Message message) {
        if (message.isDeleted()) {
            throw new Refusal.Conflict("The message was deleted.");
        }
    }

    private Change<Message> withCounts(Message message, Message.Counts counts) {
        var next = room.nextVersion();
        return new Change<>(next, message.with(counts, next.version()));
    }

    private Room withPinned(int change) {
        return room.withCounters(room.counters().nextVersion().plusPinned(change));
    }
}
