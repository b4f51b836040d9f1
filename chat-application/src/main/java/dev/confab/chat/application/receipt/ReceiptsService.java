package dev.confab.chat.application.receipt;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.Events;
import dev.confab.chat.domain.port.MembershipStore;
import dev.confab.chat.domain.port.RoomEvents;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Receipt;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

final class ReceiptsService implements Receipts {

    private final Stores stores;
    private final Transactions transactions;
    private final MembershipStore memberships;
    private final RoomEvents events;
    private final InstantSource clock;

    ReceiptsService(Stores stores, Events events, Environment environment) {
        this.stores = stores;
        this.transactions = stores.transactions();
        this.memberships = stores.memberships();
        this.events = events.roomEvents();
        this.clock = environment.clock();
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
        var found = messagesOf(user, room, ids);
        receivedUpTo(user, room, highestSeq(found));
        return found.stream().map(Message::id).toList();
    }

    @Override
    public List<MessageId> seen(UserId user, RoomId room, Set<MessageId> ids) {
        var found = messagesOf(user, room, ids);
        seenUpTo(user, room, highestSeq(found));
        return found.stream().map(Message::id).toList();
    }

    private List<Message> messagesOf(UserId user, RoomId room, Set<MessageId> ids) {
        if (ids.size() > Page.Window.MAX_LIMIT) {
            throw new Refusal.Invalid("message_ids", "Must have at most " + Page.Window.MAX_LIMIT + " ids.");
        }
        return transactions.read(() -> {
            requireRoom(room).requireMember(memberships.find(room, user).orElse(null));
            return stores.messages().findAll(room, ids);
        });
    }

    private static long highestSeq(List<Message> messages) {
        return messages.stream().mapToLong(Message::seq).max().orElse(0);
    }

    /** One of the two watermarks to advance. */
    @FunctionalInterface
    private interface Watermark {
        Optional<Membership.Advance> advance(Membership member, Room room);
    }

    /** Locks only the row of the membership, so that readers of a busy room do not wait for its writers. */
    private Membership advance(UserId user, RoomId roomId, Watermark watermark) {
        var outcome = transactions.write(() -> {
            var room = requireRoom(roomId);
            var member = room.requireMember(memberships.lock(roomId, user).orElse(null));
            return new Outcome(member, watermark.advance(member, room).map(this::store));
        });
        return outcome.advance().map(this::publish).orElse(outcome.before());
    }

    private record Outcome(Membership before, Optional<Membership.Advance> advance) {}

    private Membership.Advance store(Membership.Advance advance) {
        memberships.update(advance.membership());
        stores.receipts().append(List.of(advance.step()));
        return advance;
    }

    private Membership publish(Membership.Advance advance) {
        var at = advance.step().at();
        events.publish(List.of(new RoomEvent.ReceiptAdvanced(advance.membership(), at)));
        return advance.membership();
    }

    @Override
    public Page<Receipt> of(UserId reader, RoomId room, MessageId id, Page.Window window) {
        return transactions.read(() -> {
            requireRoom(room).requireVisibleTo(memberships.find(room, reader).orElse(null));
            var message = stores.messages()
                    .find(id)
                    .filter(found -> found.room().equals(room))
                    .orElseThrow(() -> new Refusal.NotFound("message"));
            return stores.receipts().of(message, window);
        });
    }

    private Room requireRoom(RoomId id) {
        return stores.rooms().find(id).orElseThrow(() -> new Refusal.NotFound("room"));
    }
}
