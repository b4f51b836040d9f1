package dev.confab.chat.application.room;

import dev.confab.chat.application.account.ActiveUsers;
import dev.confab.chat.application.view.MessageDetailsLoader;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.ImageCatalog;
import dev.confab.chat.domain.port.MembershipStore;
import dev.confab.chat.domain.port.MembershipStore.MembershipKey;
import dev.confab.chat.domain.port.MessageStore;
import dev.confab.chat.domain.port.MessageStore.ClientMessageKey;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageDetails;
import dev.confab.chat.domain.room.MessageDetails.MemberReaction;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomMessages.PostedMessage;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One update of a room inside of a transaction. Holds the current state of the room and records which rows to store and
 * which events to publish. Queries here see what was recorded before; queries of the stores do not, because rows are
 * written at the end. Not thread-safe: it lives on the thread that runs the batch.
 */
public final class RoomUpdate {

    private final PendingWrites writes;
    private final Prefetch.Rows prefetched;
    private final MembershipStore memberships;
    private final MessageStore messages;
    private final ActiveUsers users;
    private final MessageDetailsLoader details;
    private final ImageCatalog images;

    RoomUpdate(PendingWrites writes, Prefetch.Rows prefetched, Stores stores, MessageDetailsLoader details) {
        this.writes = writes;
        this.prefetched = prefetched;
        this.memberships = stores.memberships();
        this.messages = stores.messages();
        this.users = new ActiveUsers(stores.users());
        this.details = details;
        this.images = stores.images();
    }

    /** Returns the room as it is after everything recorded so far. */
    public Room room() {
        return writes.room;
    }

    /**
     * Returns the current or past membership of {@code userId}, or null if there never was one. Its row is locked until
     * the end of the transaction.
     */
    public @Nullable Membership membershipOf(UserId userId) {
        return writes.membershipOf(userId).or(() -> storedMembershipOf(userId)).orElse(null);
    }

    private Optional<Membership> storedMembershipOf(UserId userId) {
        var key = new MembershipKey(room().id(), userId);
        return prefetched.membership(key, () -> memberships.lock(key.room(), userId));
    }

    /**
     * Returns the user.
     *
     * @throws Refusal.NotFound if there is no active user of this id
     */
    public User requireUser(UserId userId) {
        var user = prefetched.user(userId);
        return user != null ? ActiveUsers.requireActive(user) : users.require(userId);
    }

    /** Returns the message that {@code author} posted under {@code clientId}, if there is one. */
    public Optional<MessageDetails> messageSentAs(MembershipId author, ClientId clientId) {
        var key = new ClientMessageKey(author, clientId);
        return writes.messageWith(key)
                .or(() -> prefetched
                        .message(key, () -> messages.findSent(author, clientId))
                        .map(details::of));
    }

    /** Returns the message, if it exists. */
    public Optional<Message> message(MessageId id) {
        return Optional.ofNullable(writes.changedMessages.get(id)).or(() -> messages.find(id));
    }

    // --- members ---------------------------------------------------------------------------------------------------

    /**
     * Records that a user has joined.
     *
     * @param formerMembership the user's earlier membership; null if there was none
     */
    public Member recordJoin(Room.Change<Membership> change, @Nullable Membership formerMembership, User user) {
        if (formerMembership == null) {
            writes.newMemberships.put(change.value().id(), change.value());
        }
        var member = record(change, user);
        writes.events.add(new RoomEvent.MemberJoined(member));
        return member;
    }

    /** Records that a member has left, or was removed or banned. */
    public Member recordLeave(Room.Change<Membership> change, @Nullable User user) {
        var member = record(change, user);
        writes.events.add(new RoomEvent.MemberLeft(member));
        return member;
    }

    /** Records a change of a member that the others see. */
    public Member recordMemberUpdate(Room.Change<Membership> change, @Nullable User user) {
        var member = record(change, user);
        writes.events.add(new RoomEvent.MemberUpdated(member));
        return member;
    }

    private Member record(Room.Change<Membership> change, @Nullable User user) {
        writes.room = change.room();
        writes.save(change.value());
        return new Member(change.value(), user);
    }

    /** Records the new system member of the room. */
    public void addSystemMember(Membership system) {
        writes.newMemberships.put(system.id(), system);
    }

    // --- messages --------------------------------------------------------------------------------------------------

    /**
     * Records a new message. Its event also implies that the author has seen everything before it, so no separate receipt
     * event is published.
     *
     * @param author null for a system message
     * @param attached the images of the message, in order
     */
    public MessageDetails recordPost(PostedMessage posted, @Nullable User author, List<Image> attached) {
        writes.attachedImages.addAll(attached);
        writes.room = posted.room();
        writes.saveWatermarks(posted.author());
        var created = new MessageDetails(posted.message(), new Member(posted.author(), author), List.of(), attached);
        writes.newMessages.put(posted.message().id(), created);
        writes.events.add(new RoomEvent.MessageCreated(created));
        if (posted.parent() != null) {
            record(posted.parent(), RoomEvent.MessageUpdated::new);
        }
        if (posted.caughtUp() != null) {
            writes.receiptAdvances.add(posted.caughtUp());
        }
        return created;
    }

    /**
     * Records that the text of a message was edited.
     *
     * @param replaced the former text
     */
    public MessageDetails recordEdit(Room.Change<Message> change, Message.Revision replaced) {
        writes.revisions.add(replaced);
        return recordMessageUpdate(change);
    }

    /** Records a change of a message other than of its text. */
    public MessageDetails recordMessageUpdate(Room.Change<Message> change) {
        writes.room = change.room();
        return record(change.value(), RoomEvent.MessageUpdated::new);
    }

    /** Records that a message was pinned or unpinned. */
    public MessageDetails recordPin(Room.Change<Message> change) {
        writes.room = change.room();
        return record(change.value(), RoomEvent.MessagePinned::new);
    }

    /**
     * Records a new reaction.
     *
     * @param before the message before the change
     */
    public MessageDetails recordReaction(Room.Change<Message> change, MessageDetails before, MemberReaction added) {
        writes.room = change.room();
        writes.newReactions.add(added.reaction());
        var after = before.withReaction(change.value(), added);
        return record(after, new RoomEvent.ReactionAdded(after, added));
    }

    /**
     * Records that a reaction was removed.
     *
     * @param before the message before the change
     */
    public MessageDetails recordReactionRemoval(
            Room.Change<Message> change, MessageDetails before, MemberReaction removed) {
        writes.room = change.room();
        writes.removedReactions.add(removed.reaction().id());
        var after = before.withoutReaction(change.value(), removed);
        return record(after, new RoomEvent.ReactionRemoved(after, removed));
    }

    /**
     * Records that a message became a tombstone. Its images and reactions are discarded, and its parent has a reply less.
     *
     * @param before the message before the change
     */
    public MessageDetails recordTombstone(Room.Change<Message> change, Message before) {
        writes.room = change.room();
        writes.tombstones.add(change.value().id());
        if (before.counts().images() > 0) {
            images.discardOn(before.id());
            writes.discardsImages = true;
        }
        var tombstone = record(change.value(), RoomEvent.MessageDeleted::new);
        if (before.parent() != null) {
            recordMessageUpdate(
                    room().messages().removeReply(messages.find(before.parent()).orElseThrow()));
        }
        return tombstone;
    }

    private MessageDetails record(Message message, Function<MessageDetails, RoomEvent> event) {
        var after = details.of(message);
        return record(after, event.apply(after));
    }

    private MessageDetails record(MessageDetails after, RoomEvent event) {
        writes.changedMessages.put(after.message().id(), after.message());
        writes.events.add(event);
        return after;
    }

    // --- images ----------------------------------------------------------------------------------------------------

    /** Discards an image of the room. */
    public void discard(ImageId image) {
        images.discard(List.of(image));
        writes.discardsImages = true;
    }

    /** Replaces the picture of the room. {@code after} must be an unattached image of {@code actor}. */
    void replacePicture(@Nullable ImageId before, @Nullable ImageId after, UserId actor) {
        if (Objects.equals(before, after)) {
            return;
        }
        if (after != null) {
            writes.attachedImages.add(lockUnattached("image", after, actor).of(room().id()));
        }
        if (before != null) {
            discard(before);
        }
    }

    /**
     * Returns the images in the order of {@code ids}. Their rows are locked until the end of the transaction.
     *
     * @throws Refusal.Invalid naming {@code field} unless all are unattached images of {@code uploader}
     */
    public List<Image> lockUnattached(String field, List<ImageId> ids, UserId uploader) {
        // Locked in the order of their ids, so that two updates cannot block each other.
        return ids.stream()
                .sorted(Comparator.comparing(ImageId::value))
                .map(id -> lockUnattached(field, id, uploader))
                .sorted(Comparator.comparingInt(image -> ids.indexOf(image.id())))
                .toList();
    }

    private Image lockUnattached(String field, ImageId id, UserId uploader) {
        return images.lock(id)
                .filter(image -> image.isUnattached() && image.uploader().equals(uploader))
                .orElseThrow(() -> new Refusal.Invalid(field, "Must be your own images that are not in use."));
    }

    /** Records a new profile of the room. */
    public void recordProfile(Room changed) {
        writes.room = changed;
        writes.isDescribed = true;
        writes.events.add(new RoomEvent.RoomUpdated(changed));
    }

    /** Records that the room was deleted. */
    public void recordRoomDeletion(RoomEvent.RoomDeleted event) {
        writes.isDeleted = true;
        writes.discardsImages = true;
        writes.events.add(event);
    }
}
