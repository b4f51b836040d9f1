package dev.confab.chat.application.room;

import dev.confab.chat.application.push.PushEnqueuer;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.MessageStore.ClientMessageKey;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageDetails;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Reaction;
import dev.confab.chat.domain.room.ReactionId;
import dev.confab.chat.domain.room.ReceiptAdvance;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.user.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** The rows that the updates of one room have to store, each row once, and the events to publish after the commit. */
final class PendingWrites {

    final long versionBefore;
    Room room;
    boolean isDescribed;
    boolean isDeleted;
    boolean discardsImages;
    final Map<MembershipId, Membership> newMemberships = new LinkedHashMap<>();
    final Map<MembershipId, Membership> changedMemberships = new LinkedHashMap<>();

    /** Memberships of which only the watermarks have advanced. */
    final Map<MembershipId, Membership> advancedMemberships = new LinkedHashMap<>();

    final Map<MessageId, MessageDetails> newMessages = new LinkedHashMap<>();
    final Map<MessageId, Message> changedMessages = new LinkedHashMap<>();
    final List<Reaction> newReactions = new ArrayList<>();
    final List<ReactionId> removedReactions = new ArrayList<>();
    final List<MessageId> tombstones = new ArrayList<>();
    final List<Message.Revision> revisions = new ArrayList<>();
    final List<ReceiptAdvance> receiptAdvances = new ArrayList<>();
    final List<Image> attachedImages = new ArrayList<>();
    final List<RoomEvent> events = new ArrayList<>();

    PendingWrites(Room room) {
        this.room = room;
        this.versionBefore = room.version();
    }

    private PendingWrites(PendingWrites original) {
        versionBefore = original.versionBefore;
        room = original.room;
        isDescribed = original.isDescribed;
        isDeleted = original.isDeleted;
        discardsImages = original.discardsImages;
        newMemberships.putAll(original.newMemberships);
        changedMemberships.putAll(original.changedMemberships);
        advancedMemberships.putAll(original.advancedMemberships);
        newMessages.putAll(original.newMessages);
        changedMessages.putAll(original.changedMessages);
        newReactions.addAll(original.newReactions);
        removedReactions.addAll(original.removedReactions);
        tombstones.addAll(original.tombstones);
        revisions.addAll(original.revisions);
        receiptAdvances.addAll(original.receiptAdvances);
        attachedImages.addAll(original.attachedImages);
        events.addAll(original.events);
    }

    /** Returns an independent copy, which can be dropped if the next update is refused. */
    PendingWrites copy() {
        return new PendingWrites(this);
    }

    // --- recording -------------------------------------------------------------------------------------------------

    void save(Membership membership) {
        (newMemberships.containsKey(membership.id()) ? newMemberships : changedMemberships)
                .put(membership.id(), membership);
        advancedMemberships.remove(membership.id());
    }

    void saveWatermarks(Membership membership) {
        if (newMemberships.containsKey(membership.id()) || changedMemberships.containsKey(membership.id())) {
            save(membership);
        } else {
            advancedMemberships.put(membership.id(), membership);
        }
    }

    /** Returns the membership of {@code userId}, if one was recorded. */
    Optional<Membership> membershipOf(UserId userId) {
        return Stream.of(newMemberships, changedMemberships, advancedMemberships)
                .flatMap(recorded -> recorded.values().stream())
                .filter(membership -> membership.isOf(userId))
                .findAny();
    }

    /** Returns the new message with this key, if one was recorded. */
    Optional<MessageDetails> messageWith(ClientMessageKey key) {
        return newMessages.values().stream()
                .filter(details -> hasKey(details.message(), key))
                .findAny();
    }

    private static boolean hasKey(Message message, ClientMessageKey key) {
        return message.author().equals(key.author())
                && message.idempotencyKey() != null
                && message.idempotencyKey().clientId().equals(key.clientId());
    }

    // --- storing ---------------------------------------------------------------------------------------------------

    /** Stores what was recorded for one or several rooms, with one statement for rows of a kind where possible. */
    static void storeAll(Collection<PendingWrites> all, Stores stores, PushEnqueuer pushes) {
        all.stream().filter(writes -> writes.isDeleted).forEach(writes -> writes.deleteRoom(stores));
        var remaining = all.stream().filter(writes -> !writes.isDeleted).toList();
        storeMemberships(remaining, stores);
        storeMessages(remaining, stores, pushes);
        remaining.forEach(writes -> writes.storeAttachments(stores));
        storeTogether(remaining, writes -> writes.receiptAdvances, stores.receipts()::append);
        storeTogether(remaining, writes -> writes.roomIf(!writes.isDescribed), stores.rooms()::updateCounters);
        remaining.forEach(writes -> writes.roomIf(writes.isDescribed).forEach(room -> update(room, stores)));
    }

    private void deleteRoom(Stores stores) {
        stores.images().discardOf(room.id());
        stores.rooms().delete(room.id());
    }

    private static void storeMemberships(List<PendingWrites> all, Stores stores) {
        var memberships = stores.memberships();
        storeTogether(all, writes -> writes.newMemberships.values(), memberships::add);
        all.forEach(writes -> writes.changedMemberships.values().forEach(memberships::update));
        storeTogether(all, writes -> writes.advancedMemberships.values(), memberships::updateWatermarks);
    }

    private static void storeMessages(List<PendingWrites> all, Stores stores, PushEnqueuer pushes) {
        storeTogether(all, PendingWrites::postedMessages, posted -> {
            stores.messages().append(posted);
            pushes.enqueue(posted);
        });
        all.forEach(writes -> writes.changedMessages.values().forEach(stores.messages()::update));
    }

    private List<Message> postedMessages() {
        return newMessages.values().stream().map(MessageDetails::message).toList();
    }

    private void storeAttachments(Stores stores) {
        newReactions.forEach(stores.reactions()::add);
        removedReactions.forEach(stores.reactions()::remove);
        tombstones.forEach(stores.reactions()::removeAll);
        attachedImages.forEach(stores.images()::update);
        revisions.forEach(stores.messages()::addEdit);
    }

    private List<Room> roomIf(boolean condition) {
        return condition && room.version() != versionBefore ? List.of(room) : List.of();
    }

    private static void update(Room room, Stores stores) {
        if (!stores.rooms().update(room)) {
            throw new Refusal.Conflict("Another public room has this name.");
        }
    }

    private static <T> void storeTogether(
            List<PendingWrites> all, Function<PendingWrites, Collection<T>> rowsOf, Consumer<List<T>> store) {
        var rows = all.stream().map(rowsOf).flatMap(Collection::stream).toList();
        if (!rows.isEmpty()) {
            store.accept(rows);
        }
    }
}
