package dev.confab.chat.application.room;

import dev.confab.chat.application.account.ActiveUsers;
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
import dev.confab.chat.domain.room.MemberReaction;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageDetails;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.MessageRevision;
import dev.confab.chat.domain.room.PostedMessage;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomTransition;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What happens to one room in one transaction: holds the room as it is by now, notes what became of its members and
 * messages and which events tell of it, for all that to be stored at the end, each row once. What is asked for here is
 * answered as it is after what was noted before; reads of a store do not see that. Lives on one thread, inside {@link
 * RoomChanges#change}.
 */
public final class RoomUpdate {

    private final PendingWrites notes;
    private final PrefetchedRows known;
    private final MembershipStore memberships;
    private final MessageStore messages;
    private final ActiveUsers users;
    private final MessageDetailsLoader details;
    private final ImageCatalog images;

    RoomUpdate(PendingWrites notes, PrefetchedRows known, Stores stores, MessageDetailsLoader details) {
        this.notes = notes;
        this.known = known;
        this.memberships = stores.memberships();
        this.messages = stores.messages();
        this.users = new ActiveUsers(stores.users());
        this.details = details;
        this.images = stores.images();
    }

    /** The room as it is after what was noted so far. */
    public Room room() {
        return notes.room;
    }

    /** The membership of {@code user}, past or present, locked until the end; null if there never was one. */
    public @Nullable Membership membershipOf(UserId user) {
        return notes.membershipOf(user).or(() -> storedMembershipOf(user)).orElse(null);
    }

    private Optional<Membership> storedMembershipOf(UserId user) {
        var place = new MembershipKey(room().id(), user);
        return known.membership(place, () -> memberships.lock(place.room(), user));
    }

    /** As {@link ActiveUsers#require(UserId)}. */
    public User require(UserId user) {
        var read = known.user(user);
        return read != null ? ActiveUsers.requireActive(read) : users.require(user);
    }

    /** What {@code author} first sent under {@code clientId}. */
    public Optional<MessageDetails> sent(MembershipId author, ClientId clientId) {
        var sending = new ClientMessageKey(author, clientId);
        return notes.sent(sending).or(() -> stored(sending).map(details::of));
    }

    private Optional<Message> stored(ClientMessageKey sending) {
        return known.sent(sending, () -> messages.findSent(sending.author(), sending.clientId()));
    }

    /** The message, if there is one. */
    public Optional<Message> message(MessageId id) {
        return Optional.ofNullable(notes.changedMessages.get(id)).or(() -> messages.find(id));
    }

    /**
     * Somebody came in.
     *
     * @param past the membership of an earlier time, if there was one
     */
    public Member joined(RoomTransition<Membership> change, @Nullable Membership past, User user) {
        if (past == null) {
            notes.newMemberships.put(change.row().id(), change.row());
        }
        var member = note(change, user);
        notes.events.add(new RoomEvent.MemberJoined(member));
        return member;
    }

    public Member left(RoomTransition<Membership> change, @Nullable User user) {
        var member = note(change, user);
        notes.events.add(new RoomEvent.MemberLeft(member));
        return member;
    }

    public Member updated(RoomTransition<Membership> change, @Nullable User user) {
        var member = note(change, user);
        notes.events.add(new RoomEvent.MemberUpdated(member));
        return member;
    }

    private Member note(RoomTransition<Membership> change, @Nullable User user) {
        notes.room = change.room();
        save(change.row());
        return new Member(change.row(), user);
    }

    /** Stores a membership about which there is nothing to tell the others. */
    public void save(Membership membership) {
        notes.save(membership);
    }

    /** Stores the room's system member, who is there from now on. */
    public void addSystemMember(Membership system) {
        notes.newMemberships.put(system.id(), system);
    }

    /**
     * Somebody said something. Nothing but the message tells that the author has seen what came before it: it is their
     * receipt.
     *
     * @param author who wrote the new message
     * @param images what it shows, in order
     */
    public MessageDetails posted(PostedMessage posted, @Nullable User author, List<Image> images) {
        notes.placedImages.addAll(images);
        notes.room = posted.room();
        notes.saveWatermarks(posted.author());
        var authored = new MessageDetails(posted.message(), new Member(posted.author(), author), List.of(), images);
        notes.newMessages.put(posted.message().id(), authored);
        notes.events.add(new RoomEvent.MessageCreated(authored));
        if (posted.parent() != null) {
            changed(posted.parent(), RoomEvent.MessageUpdated::new);
        }
        if (posted.caughtUp() != null) {
            notes.advances.add(posted.caughtUp());
        }
        return authored;
    }

    /**
     * A message was reworded.
     *
     * @param earlier the wording that was replaced
     */
    public MessageDetails edited(RoomTransition<Message> change, MessageRevision earlier) {
        notes.edits.add(earlier);
        return updated(change);
    }

    /** A message looks different now, for another reason than a new wording. */
    public MessageDetails updated(RoomTransition<Message> change) {
        notes.room = change.room();
        return changed(change.row(), RoomEvent.MessageUpdated::new);
    }

    public MessageDetails pinned(RoomTransition<Message> change) {
        notes.room = change.room();
        return changed(change.row(), RoomEvent.MessagePinned::new);
    }

    /**
     * Somebody reacted.
     *
     * @param before the message as it was
     */
    public MessageDetails reacted(RoomTransition<Message> change, MessageDetails before, MemberReaction added) {
        notes.room = change.room();
        notes.newReactions.add(added.reaction());
        var authored = before.withReaction(change.row(), added);
        return changed(authored, new RoomEvent.ReactionAdded(authored, added));
    }

    /**
     * Somebody took a reaction back.
     *
     * @param before the message as it was
     */
    public MessageDetails unreacted(RoomTransition<Message> change, MessageDetails before, MemberReaction removed) {
        notes.room = change.room();
        notes.goneReactions.add(removed.reaction().id());
        var authored = before.withoutReaction(change.row(), removed);
        return changed(authored, new RoomEvent.ReactionRemoved(authored, removed));
    }

    /**
     * A message became a tombstone; nothing hangs on it any more, and it is no reply any more.
     *
     * @param before the message as it was
     */
    public MessageDetails deleted(RoomTransition<Message> change, Message before) {
        notes.room = change.room();
        notes.tombstones.add(change.row().id());
        if (before.counts().images() > 0) {
            images.discardOn(before.id());
            notes.discardsImages = true;
        }
        var tombstone = changed(change.row(), RoomEvent.MessageDeleted::new);
        if (before.parent() != null) {
            updated(room().uncountReply(messages.find(before.parent()).orElseThrow()));
        }
        return tombstone;
    }

    /** Keeps no more what was an image of this room. */
    public void discard(ImageId image) {
        images.discard(List.of(image));
        notes.discardsImages = true;
    }

    /** Another picture stands for the room from now on; it has to be a loose one of {@code actor}. */
    void pictured(@Nullable ImageId before, @Nullable ImageId now, UserId actor) {
        if (Objects.equals(before, now)) {
            return;
        }
        if (now != null) {
            notes.placedImages.add(requireLoose("image", now, actor).of(room().id()));
        }
        if (before != null) {
            discard(before);
        }
    }

    /**
     * The images of these ids, each locked until the end.
     *
     * @throws Refusal.Invalid naming {@code field} unless they are all loose ones of {@code uploader}
     */
    public List<Image> requireLoose(String field, List<ImageId> ids, UserId uploader) {
        return ids.stream()
                .sorted(Comparator.comparing(ImageId::value))
                .map(id -> requireLoose(field, id, uploader))
                .sorted(Comparator.comparingInt(image -> ids.indexOf(image.id())))
                .toList();
    }

    private Image requireLoose(String field, ImageId id, UserId uploader) {
        return images.lock(id)
                .filter(image -> image.isUnattached() && image.uploader().equals(uploader))
                .orElseThrow(() -> new Refusal.Invalid(field, "Must be images of yours that are used nowhere yet."));
    }

    private MessageDetails changed(Message message, Function<MessageDetails, RoomEvent> event) {
        var authored = details.of(message);
        return changed(authored, event.apply(authored));
    }

    private MessageDetails changed(MessageDetails authored, RoomEvent event) {
        notes.changedMessages.put(authored.message().id(), authored.message());
        notes.events.add(event);
        return authored;
    }

    public void described(Room next) {
        notes.room = next;
        notes.isDescribed = true;
        notes.events.add(new RoomEvent.RoomUpdated(next));
    }

    public void deleted(RoomEvent.RoomDeleted event) {
        notes.isDeleted = true;
        notes.discardsImages = true;
        notes.events.add(event);
    }
}
