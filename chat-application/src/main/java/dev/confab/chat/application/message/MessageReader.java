package dev.confab.chat.application.message;

import dev.confab.chat.application.room.MessageDetailsLoader;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.MessageSearch;
import dev.confab.chat.domain.port.MessageStore;
import dev.confab.chat.domain.port.RoomStore;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.MessageRevision;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The reading side of {@link Messaging}. */
final class MessageReader {

    private final Transactions transactions;
    private final RoomStore rooms;
    private final MessageStore messages;
    private final MessageSearch search;
    private final MessageDetailsLoader details;

    MessageReader(Stores stores, MessageDetailsLoader details) {
        this.transactions = stores.transactions();
        this.rooms = stores.rooms();
        this.messages = stores.messages();
        this.search = stores.search();
        this.details = details;
    }

    HistoryPage history(UserId reader, RoomId id, HistoryRange span, int limit) {
        return reading(reader, id, (room, viewer) -> {
            var found = read(room, span, limit);
            return new HistoryPage(room.messageSeq(), details.of(found), viewer);
        });
    }

    private List<Message> read(Room room, HistoryRange span, int limit) {
        if (span instanceof HistoryRange.Newest newest) {
            return messages.before(room.id(), room.messageSeq() + 1 - newest.offset(), limit);
        }
        if (span instanceof HistoryRange.Before before) {
            return messages.before(room.id(), before.seq(), limit);
        }
        if (span instanceof HistoryRange.After after) {
            return messages.after(room.id(), after.seq(), limit);
        }
        return around(room, ((HistoryRange.Around) span).message(), limit);
    }

    private List<Message> around(Room room, MessageId id, int limit) {
        var middle = require(room.id(), id);
        var older = new ArrayList<>(messages.before(room.id(), middle.seq(), limit / 2));
        Collections.reverse(older);
        older.addAll(messages.after(room.id(), middle.seq() - 1, limit - older.size()));
        return older;
    }

    HistoryPage replies(UserId reader, RoomId id, MessageId parent, Page.Window window) {
        return reading(reader, id, (room, viewer) -> {
            require(id, parent);
            var page = messages.replies(parent, window);
            return new HistoryPage(page.total(), details.of(page.items()), viewer);
        });
    }

    /** Asks for one more than wanted, to know whether there is more. */
    SearchPage search(UserId reader, RoomId id, MessageSearch.Filter filter, HistoryRange place, int limit) {
        long before = place instanceof HistoryRange.Before cursor ? cursor.seq() : Long.MAX_VALUE;
        long offset = place instanceof HistoryRange.Newest newest ? newest.offset() : 0;
        return reading(reader, id, (room, viewer) -> {
            var page = search.find(id, filter, before, offset, limit + 1);
            var wanted = page.items().stream().limit(limit).toList();
            boolean hasMore = page.items().size() > limit;
            return new SearchPage(page.total(), details.of(wanted), hasMore, viewer);
        });
    }

    RoomId roomOf(UserId reader, MessageId id) {
        return transactions.read(() -> {
            var viewed = messages.find(id)
                    .flatMap(message -> rooms.findFor(message.room(), reader))
                    .orElseThrow(() -> new Refusal.NotFound("message"));
            if (!viewed.room().isVisibleTo(viewed.viewer())) {
                throw new Refusal.NotFound("message");
            }
            return viewed.room().id();
        });
    }

    MessageForViewer find(UserId reader, RoomId id, MessageId message) {
        return reading(reader, id, (room, viewer) -> new MessageForViewer(details.of(require(id, message)), viewer));
    }

    List<MessageRevision> edits(UserId actor, RoomId id, MessageId message) {
        return reading(actor, id, (room, viewer) -> {
            room.requireMayReadEdits(viewer, require(id, message));
            return messages.edits(message);
        });
    }

    private <T> T reading(UserId reader, RoomId id, BiFunction<Room, @Nullable Membership, T> work) {
        return transactions.read(() -> {
            var viewed = rooms.findFor(id, reader).orElseThrow(() -> new Refusal.NotFound("room"));
            viewed.room().requireVisibleTo(viewed.viewer());
            return work.apply(viewed.room(), viewed.viewer());
        });
    }

    /** The message, if it is one of this room. */
    Message require(RoomId room, MessageId id) {
        return messages.find(id)
                .filter(message -> message.room().equals(room))
                .orElseThrow(() -> new Refusal.NotFound("message"));
    }
}
