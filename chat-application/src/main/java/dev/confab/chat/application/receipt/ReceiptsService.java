package dev.confab.chat.application.receipt;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.Events;
import dev.confab.chat.domain.port.MembershipStore;
import dev.confab.chat.domain.port.MessageStore;
import dev.confab.chat.domain.port.ReceiptJournal;
import dev.confab.chat.domain.port.RoomEvents;
import dev.confab.chat.domain.port.RoomStore;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Receipt;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.WatermarkUpdate;
import dev.confab.chat.domain.user.UserId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

final class ReceiptsService implements Receipts {

    private final Transactions transactions;
    private final RoomStore rooms;
    private final MembershipStore memberships;
    private final MessageStore messages;
    private final ReceiptJournal journal;
    private final RoomEvents events;
    private final InstantSource clock;

    ReceiptsService(Stores stores, Events events, Environment environment) {
        this.transactions = stores.transactions();
        this.rooms = stores.rooms();
        this.memberships = stores.memberships();
        this.messages = stores.messages();
        this.journal = stores.receipts();
        this.events = events.roomEvents();
        this.clock = environment.clock();
    }

    /** One of the two ways a membership moves on. */
    @FunctionalInterface
    private interface Step {
        Optional<WatermarkUpdate> apply(Membership member, Room room);
    }

    @Override
    public Membership receivedUpTo(UserId user, RoomId room, long seq) {
        return advance(user, room, (member, in) -> member.advanceReceived(seq, in, clock.instant()));
    }

    @Override
    public Membership seenUpTo(UserId user, RoomId room, long seq) {
        return advance(user, room, (member, in) -> member.advanceSeen(seq, in, clock.instant()));
    }

    @Override
    public List<MessageId> received(UserId user, RoomId room, Set<MessageId> ids) {
        var own = messagesOf(user, room, ids);
        receivedUpTo(user, room, highest(own));
        return own.stream().map(Message::id).toList();
    }

    @Override
    public List<MessageId> seen(UserId user, RoomId room, Set<MessageId> ids) {
        var own = messagesOf(user, room, ids);
        seenUpTo(user, room, highest(own));
        return own.stream().map(Message::id).toList();
    }

    private List<Message> messagesOf(UserId user, RoomId room, Set<MessageId> ids) {
        if (ids.size() > Page.Window.MAX_LIMIT) {
            throw new Refusal.Invalid("message_ids", "At most " + Page.Window.MAX_LIMIT + " ids at once.");
        }
        return transactions.read(() -> {
            requireRoom(room).requireMember(memberships.find(room, user).orElse(null));
            return messages.findAll(room, ids);
        });
    }

    private static long highest(List<Message> messages) {
        return messages.stream().mapToLong(Message::seq).max().orElse(0);
    }

    /** Locks the membership alone: readers of a busy room do not wait for its writers. */
    private Membership advance(UserId user, RoomId id, Step step) {
        var advanced = transactions.write(() -> {
            var room = requireRoom(id);
            var member = room.requireMember(memberships.lock(id, user).orElse(null));
            return new Outcome(member, step.apply(member, room).map(this::store));
        });
        return advanced.risen().map(this::tell).orElse(advanced.before());
    }

    private record Outcome(Membership before, Optional<WatermarkUpdate> risen) {}

    private WatermarkUpdate store(WatermarkUpdate advanced) {
        memberships.update(advanced.membership());
        journal.append(List.of(advanced.step()));
        return advanced;
    }

    private Membership tell(WatermarkUpdate advanced) {
        var at = advanced.step().at();
        events.publish(List.of(new RoomEvent.ReceiptAdvanced(advanced.membership(), at)));
        return advanced.membership();
    }

    @Override
    public Page<Receipt> of(UserId reader, RoomId id, MessageId message, Page.Window window) {
        return transactions.read(() -> {
            requireRoom(id).requireVisibleTo(memberships.find(id, reader).orElse(null));
            var found = messages.find(message)
                    .filter(any -> any.room().equals(id))
                    .orElseThrow(() -> new Refusal.NotFound("message"));
            return journal.of(found, window);
        });
    }

    private Room requireRoom(RoomId id) {
        return rooms.find(id).orElseThrow(() -> new Refusal.NotFound("room"));
    }
}
