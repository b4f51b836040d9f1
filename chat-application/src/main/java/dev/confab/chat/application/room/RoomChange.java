package dev.confab.chat.application.room;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.ImageCatalog;
import dev.confab.chat.domain.port.MembershipStore;
import dev.confab.chat.domain.port.MessageStore;
import dev.confab.chat.domain.port.ReactionStore;
import dev.confab.chat.domain.port.ReceiptJournal;
import dev.confab.chat.domain.port.RoomStore;
import dev.confab.chat.domain.room.Advance;
import dev.confab.chat.domain.room.Authored;
import dev.confab.chat.domain.room.Changed;
import dev.confab.chat.domain.room.Edit;
import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Posted;
import dev.confab.chat.domain.room.Reacted;
import dev.confab.chat.domain.room.Reaction;
import dev.confab.chat.domain.room.ReactionId;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What happens to one room in one transaction: holds the room as it is by now, notes what became of its members and
 * messages and which events tell of it, and stores all that at the end, each row once. Reads of a store do not see what
 * is only noted here. Lives on one thread, inside {@link RoomChanges#change}.
 */
public final class RoomChange {

    private final RoomStore rooms;
    private final MembershipStore memberships;
    private final MessageStore messages;
    private final ReactionStore reactions;
    private final MessageDetails details;
    private final ImageCatalog images;
    private final ReceiptJournal journal;

    private final long versionBefore;
    private Room room;
    private boolean deleted;
    private final Map<MembershipId, Membership> newMemberships = new LinkedHashMap<>();
    private final Map<MembershipId, Membership> changedMemberships = new LinkedHashMap<>();
    private final List<Message> newMessages = new ArrayList<>();
    private final Map<MessageId, Message> changedMessages = new LinkedHashMap<>();
    private final List<Reaction> newReactions = new ArrayList<>();
    private final List<ReactionId> goneReactions = new ArrayList<>();
    private final List<MessageId> tombstones = new ArrayList<>();
    private final List<Edit> edits = new ArrayList<>();
    private final List<Advance> advances = new ArrayList<>();
    private final List<RoomEvent> events = new ArrayList<>();
    private final List<Image> placedImages = new ArrayList<>();
    private boolean discardsImages;

    RoomChange(
            Room room,
            RoomStore rooms,
            MembershipStore memberships,
            MessageStore messages,
            ReactionStore reactions,
            MessageDetails details,
            ImageCatalog images,
            ReceiptJournal journal) {
        this.room = room;
        this.versionBefore = room.version();
        this.rooms = rooms;
        this.memberships = memberships;
        this.messages = messages;
        this.reactions = reactions;
        this.details = details;
        this.images = images;
        this.journal = journal;
    }

    /** The room as it is after what was noted so far. */
    public Room room() {
        return room;
    }

    /** The stored membership of {@code user}, past or present, locked until the end; null if there never was one. */
    public @Nullable Membership membershipOf(UserId user) {
        return memberships.lock(room.id(), user).orElse(null);
    }

    /**
     * Somebody came in.
     *
     * @param past the membership of an earlier time, if there was one
     */
    public Member joined(Changed<Membership> change, @Nullable Membership past, User user) {
        if (past == null) {
            newMemberships.put(change.row().id(), change.row());
        }
        var member = note(change, user);
        events.add(new RoomEvent.MemberJoined(member));
        return member;
    }

    public Member left(Changed<Membership> change, @Nullable User user) {
        var member = note(change, user);
        events.add(new RoomEvent.MemberLeft(member));
        return member;
    }

    public Member updated(Changed<Membership> change, @Nullable User user) {
        var member = note(change, user);
        events.add(new RoomEvent.MemberUpdated(member));
        return member;
    }

    private Member note(Changed<Membership> change, @Nullable User user) {
        room = change.room();
        save(change.row());
        return new Member(change.row(), user);
    }

    /** Stores a membership about which there is nothing to tell the others. */
    public void save(Membership membership) {
        (newMemberships.containsKey(membership.id()) ? newMemberships : changedMemberships)
                .put(membership.id(), membership);
    }

    /** Stores the room's system member, who is there from now on. */
    public void addSystemMember(Membership system) {
        newMemberships.put(system.id(), system);
    }

    /**
     * Somebody said something. Nothing but the message tells that the author has seen what came before it: it is their
     * receipt.
     *
     * @param author who wrote the new message
     * @param images what it shows, in order
     */
    public Authored posted(Posted posted, @Nullable User author, List<Image> images) {
        placedImages.addAll(images);
        room = posted.room();
        save(posted.author());
        newMessages.add(posted.message());
        var authored = new Authored(posted.message(), new Member(posted.author(), author), List.of(), images);
        events.add(new RoomEvent.MessageCreated(authored));
        if (posted.parent() != null) {
            changed(posted.parent(), RoomEvent.MessageUpdated::new);
        }
        if (posted.caughtUp() != null) {
            advances.add(posted.caughtUp());
        }
        return authored;
    }

    /**
     * A message was reworded.
     *
     * @param earlier the wording that was replaced
     */
    public Authored edited(Changed<Message> change, Edit earlier) {
        edits.add(earlier);
        return updated(change);
    }

    /** A message looks different now, for another reason than a new wording. */
    public Authored updated(Changed<Message> change) {
        room = change.room();
        return changed(change.row(), RoomEvent.MessageUpdated::new);
    }

    public Authored pinned(Changed<Message> change) {
        room = change.room();
        return changed(change.row(), RoomEvent.MessagePinned::new);
    }

    /**
     * Somebody reacted.
     *
     * @param before the message as it was
     */
    public Authored reacted(Changed<Message> change, Authored before, Reacted added) {
        room = change.room();
        newReactions.add(added.reaction());
        var authored = before.with(change.row(), added);
        return changed(authored, new RoomEvent.ReactionAdded(authored, added));
    }

    /**
     * Somebody took a reaction back.
     *
     * @param before the message as it was
     */
    public Authored unreacted(Changed<Message> change, Authored before, Reacted removed) {
        room = change.room();
        goneReactions.add(removed.reaction().id());
        var authored = before.without(change.row(), removed);
        return changed(authored, new RoomEvent.ReactionRemoved(authored, removed));
    }

    /**
     * A message became a tombstone; nothing hangs on it any more, and it is no reply any more.
     *
     * @param before the message as it was
     */
    public Authored deleted(Changed<Message> change, Message before) {
        room = change.room();
        tombstones.add(change.row().id());
        if (before.tally().images() > 0) {
            images.discardOn(before.id());
            discardsImages = true;
        }
        var tombstone = changed(change.row(), RoomEvent.MessageDeleted::new);
        if (before.parent() != null) {
            updated(room.uncountReply(messages.find(before.parent()).orElseThrow()));
        }
        return tombstone;
    }

    /** Keeps no more what was an image of this room. */
    public void discard(ImageId image) {
        images.discard(List.of(image));
        discardsImages = true;
    }

    /** Another picture stands for the room from now on; it has to be a loose one of {@code actor}. */
    void pictured(@Nullable ImageId before, @Nullable ImageId now, UserId actor) {
        if (Objects.equals(before, now)) {
            return;
        }
        if (now != null) {
            placedImages.add(requireLoose("image", now, actor).of(room.id()));
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
                .filter(image -> image.isLoose() && image.uploader().equals(uploader))
                .orElseThrow(() -> new Refusal.Invalid(field, "Must be images of yours that are used nowhere yet."));
    }

    private Authored changed(Message message, Function<Authored, RoomEvent> event) {
        var authored = details.of(message);
        return changed(authored, event.apply(authored));
    }

    private Authored changed(Authored authored, RoomEvent event) {
        changedMessages.put(authored.message().id(), authored.message());
        events.add(event);
        return authored;
    }

    public void described(Room next) {
        room = next;
        events.add(new RoomEvent.RoomUpdated(next));
    }

    public void deleted(RoomEvent.RoomDeleted event) {
        deleted = true;
        events.add(event);
    }

    /** Are there images whose files are to be deleted once this is committed? */
    boolean discardsImages() {
        return discardsImages;
    }

    /** Stores all that was noted; answers the events of it. */
    List<RoomEvent> store() {
        if (deleted) {
            images.discardOf(room.id());
            discardsImages = true;
            rooms.delete(room.id());
            return events;
        }
        if (!newMemberships.isEmpty()) {
            memberships.add(List.copyOf(newMemberships.values()));
        }
        changedMemberships.values().forEach(memberships::update);
        if (!newMessages.isEmpty()) {
            messages.append(newMessages);
        }
        changedMessages.values().forEach(messages::update);
        newReactions.forEach(reactions::add);
        goneReactions.forEach(reactions::remove);
        tombstones.forEach(reactions::removeAll);
        placedImages.forEach(images::update);
        edits.forEach(messages::addEdit);
        advances.forEach(journal::append);
        if (room.version() != versionBefore && !rooms.update(room)) {
            throw new Refusal.Conflict("Another room is already found by this name.");
        }
        return events;
    }
}
