package dev.confab.chat.application.room;

import dev.confab.chat.application.push.PushEnqueuer;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.ImageCatalog;
import dev.confab.chat.domain.port.MembershipStore;
import dev.confab.chat.domain.port.MessageStore;
import dev.confab.chat.domain.port.ReactionStore;
import dev.confab.chat.domain.port.ReceiptJournal;
import dev.confab.chat.domain.port.RoomStore;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageDetails;
import dev.confab.chat.domain.room.Room;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Stores what was noted about one room or many, rows of a kind together. */
final class UpdateWriter {

    private final RoomStore rooms;
    private final MembershipStore memberships;
    private final MessageStore messages;
    private final ReactionStore reactions;
    private final ImageCatalog images;
    private final ReceiptJournal journal;
    private final PushEnqueuer pushes;

    UpdateWriter(Stores stores, PushEnqueuer pushes) {
        this.rooms = stores.rooms();
        this.memberships = stores.memberships();
        this.messages = stores.messages();
        this.reactions = stores.reactions();
        this.images = stores.images();
        this.journal = stores.receipts();
        this.pushes = pushes;
    }

    void store(Collection<PendingWrites> all) {
        all.stream().filter(notes -> notes.isDeleted).forEach(this::delete);
        var living = all.stream().filter(notes -> !notes.isDeleted).toList();
        storeMembers(living);
        storeMessages(living);
        living.forEach(this::storeWhatHangsOnMessages);
        together(living, notes -> notes.advances, journal::append);
        storeRooms(living);
    }

    private void delete(PendingWrites notes) {
        images.discardOf(notes.room.id());
        rooms.delete(notes.room.id());
    }

    private void storeMembers(List<PendingWrites> living) {
        together(living, notes -> notes.newMemberships.values(), memberships::add);
        living.forEach(notes -> notes.changedMemberships.values().forEach(memberships::update));
        together(living, notes -> notes.risenMemberships.values(), memberships::updateWatermarks);
    }

    private void storeMessages(List<PendingWrites> living) {
        together(
                living,
                notes -> notes.newMessages.values().stream()
                        .map(MessageDetails::message)
                        .toList(),
                this::append);
        living.forEach(notes -> notes.changedMessages.values().forEach(messages::update));
    }

    private void append(List<Message> posted) {
        messages.append(posted);
        pushes.enqueue(posted);
    }

    private void storeWhatHangsOnMessages(PendingWrites notes) {
        notes.newReactions.forEach(reactions::add);
        notes.goneReactions.forEach(reactions::remove);
        notes.tombstones.forEach(reactions::removeAll);
        notes.placedImages.forEach(images::update);
        notes.edits.forEach(messages::addEdit);
    }

    private void storeRooms(List<PendingWrites> living) {
        together(living, notes -> roomIf(notes, !notes.isDescribed), rooms::updateCounters);
        living.forEach(notes -> roomIf(notes, notes.isDescribed).forEach(this::update));
    }

    private static List<Room> roomIf(PendingWrites notes, boolean condition) {
        return condition && notes.changesRoom() ? List.of(notes.room) : List.of();
    }

    private void update(Room room) {
        if (!rooms.update(room)) {
            throw new Refusal.Conflict("Another room is already found by this name.");
        }
    }

    private static <T> void together(
            List<PendingWrites> living, Function<PendingWrites, Collection<T>> rows, Consumer<List<T>> store) {
        var all = living.stream().map(rows).flatMap(Collection::stream).toList();
        if (!all.isEmpty()) {
            store.accept(all);
        }
    }
}
