package dev.confab.chat.domain.port;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.SearchTerms;
import dev.confab.chat.domain.user.Username;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Finds messages of one room by what they say and what they are; never tombstones. Sees whatever {@link MessageStore} has
 * stored, at once. Call within {@link Transactions}.
 */
public interface MessageSearch {

    /**
     * The newest messages that {@code filter} lets through, newest first. Two statements.
     *
     * @param before leaves out, from the items but not from the total, what does not have a smaller seq; {@link
     *     Long#MAX_VALUE} for nothing
     * @param offset how many of the rest to skip
     * @param limit how many items at most
     */
    Page<Message> find(RoomId room, Filter filter, long before, long offset, int limit);

    /**
     * What all must be true of a message; what is empty or null does not matter.
     *
     * @param words all of them are in its body as it is now
     * @param author wrote it, by the name of now
     * @param from when it was posted, or later
     * @param to when it was posted, or earlier
     * @param pinned whether it is
     * @param withImages whether it shows any
     */
    record Filter(
            SearchTerms words,
            @Nullable Username author,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Boolean pinned,
            @Nullable Boolean withImages) {

        /** Looks at the body alone. */
        public static Filter of(SearchTerms words) {
            return new Filter(words, null, null, null, null, null);
        }
    }
}
