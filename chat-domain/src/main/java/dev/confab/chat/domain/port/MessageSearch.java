package dev.confab.chat.domain.port;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.SearchTerms;
import dev.confab.chat.domain.user.Username;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A search for messages of one room by text and attributes. It never finds tombstones, and sees every change of
 * {@link MessageStore} immediately. All calls must be made within {@link Transactions}.
 */
public interface MessageSearch {

    /**
     * Returns the messages that match {@code filter}, newest first. Two statements.
     *
     * @param before restricts the items, but not the total, to smaller seqs; {@link Long#MAX_VALUE} for all
     * @param offset the number of items to skip after that
     * @param limit the maximum number of items
     */
    Page<Message> find(RoomId room, Filter filter, long before, long offset, int limit);

    /**
     * The conditions of a search, which must all hold. A condition that is empty or null is ignored.
     *
     * @param words the terms that the current text contains
     * @param author the current user name of the author
     * @param from the earliest time of posting
     * @param to the latest time of posting
     * @param pinned whether the message is pinned
     * @param withImages whether the message has images
     */
    record Filter(
            SearchTerms words,
            @Nullable Username author,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Boolean pinned,
            @Nullable Boolean withImages) {

        /** Returns a filter by text alone. */
        public static Filter of(SearchTerms words) {
            return new Filter(words, null, null, null, null, null);
        }
    }
}
