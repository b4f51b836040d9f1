package dev.confab.chat.application.message;

import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MessageDetails;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of what was said, tombstones included.
 *
 * @param total how many messages the whole list has that this is a part of
 * @param messages in the order that was asked for
 * @param viewer the reader's membership; null for a stranger in a public room
 */
public record HistoryPage(
        long total, List<MessageDetails> messages, @Nullable Membership viewer) {

    public HistoryPage {
        messages = List.copyOf(messages);
    }
}
