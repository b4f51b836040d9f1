package dev.confab.chat.application.message;

import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MessageDetails;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of what a search found.
 *
 * @param total how many messages were found in all
 * @param messages newest first
 * @param hasMore whether older ones were found as well
 * @param viewer the reader's membership; null for a stranger in a public room
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
