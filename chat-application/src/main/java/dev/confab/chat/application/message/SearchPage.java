package dev.confab.chat.application.message;

import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MessageDetails;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of search results.
 *
 * @param total how many messages match in all
 * @param messages newest first
 * @param hasMore whether older messages match as well
 * @param viewer the reader's membership; null if the reader was never a member of the public room
 */
public record SearchPage(
        long total,
        List<MessageDetails> messages,
        boolean hasMore,
        @Nullable Membership viewer) {

    public SearchPage {
        messages = List.copyOf(messages);
    }
}
