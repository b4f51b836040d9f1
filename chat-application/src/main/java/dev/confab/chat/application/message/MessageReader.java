package dev.confab.chat.application.message;

import dev.confab.chat.application.view.MessageDetailsLoader;
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
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The reading half of {@link Messaging}. */
abstract class MessageReader implements Messaging {

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

    @Override
    public HistoryPage history(UserId reader, RoomId roomId, HistoryRange range, int limit) {
        return readVisible(reader, roomId, (room, viewer) -> {
            var found = messagesIn(room, range, limit);
            return new HistoryPage(room.messageSeq(), details.of(found), viewer);
        });
    }

    private List<Message> messagesIn(Room room, HistoryRange range, int limit) {
        if (range instanceof HistoryRange.Newest newest) {
            return messages.before(room.id(), room.messageSeq() + 1 - newest.offset(), limit);
        }
        if (range instanceof HistoryRange.Before before) {
            return messages.before(room.id(), before.seq(), limit);
        }
        if (range instanceof HistoryRange.After after) {
            return messages.after(room.id(), after.seq(), limit);
        }
        return messagesAround(room, ((HistoryRange.Around) range).message(), limit);
    }

    private List<Message> messagesAround(Room room, MessageId id, int limit) {
        var middle = require(room.id(), id);
        var page = new ArrayList<>(messages.before(room.id(), middle.seq(), limit / 2));
        Collections.reverse(page);
        page.addAll(messages.after(room.id(), middle.seq() - 1, limit - page.size()));
        return page;
    }

    @Override
    public HistoryPage replies(UserId reader, RoomId roomId, MessageId parent, Page.Window window) {
        return readVisible(reader, roomId, (room, viewer) -> {
            require(roomId, parent);
            var page = messages.replies(parent, window);
            return new HistoryPage(page.total(), details.of(page.items()), viewer);
        });
    }

    @Override
    public SearchPage search(UserId reader, RoomId roomId, MessageSearch.Filter filter, HistoryRange start, int limit) {
        long beforeSeq = start instanceof HistoryRange.Before before ? before.seq() : Long.MAX_VALUE;
        long offset = start instanceof HistoryRange.Newest newest ? newest.offset() : 0;
        return readVisible(reader, roomId, (room, viewer) -> {
            // One more than the limit shows whether there are more.
            var found = search.find(roomId, filter, beforeSeq, offset, limit + 1);
            var page = found.items().stream().limit(limit).toList();
            boolean hasMore = found.items().size() > limit;
            return new SearchPage(found.total(), details.of(page), hasMore, viewer);
        });
    }

    @Override
    public RoomId roomOf(UserId reader, MessageId id) {
        return transactions.read(() -> {
            var viewed = messages.find(id)
                    .flatMap(message -> rooms.findFor(message.room(), reader))
                    .orElseThrow(MessageReader::messageNotFound);
            if (!viewed.room().isVisibleTo(viewed.viewer())) {
                throw messageNotFound();
            }
            return viewed.room().id();
        });
    }

    @Override
    public MessageForViewer find(UserId reader, RoomId roomId, MessageId id) {
        return readVisible(
                reader, roomId, (room, viewer) -> new MessageForViewer(details.of(require(roomId, id)), viewer));
    }

    @Override
    public List<Message.Revision> edits(UserId actor, RoomId roomId, MessageId id) {
        return readVisible(actor, roomId, (room, viewer) -> {
            room.messages().requireMayReadRevisions(viewer, require(roomId, id));
            return messages.edits(id);
        });
    }

    /** Runs {@code query} with the room and the reader's membership, after a check that the reader may see the room. */
    final <T> T readVisible(UserId reader, RoomId roomId, BiFunction<Room, @Nullable Membership, T> query) {
        return transactions.read(() -> {
            var viewed = rooms.findFor(roomId, reader).orElseThrow(() -> new Refusal.NotFound("room"));
            viewed.room().requireVisibleTo(viewed.viewer());
            return query.apply(viewed.room(), viewed.viewer());
        });
    }

    /** Returns the message, which must be in the room. */
    final Message require(RoomId roomId, MessageId id) {
        return messages.find(id)
                .filter(message -> message.room().equals(roomId))
                .orElseThrow(MessageReader::messageNotFound);
    }

    static Refusal messageNotFound() {
        return new Refusal.NotFound("message");
    }
}
