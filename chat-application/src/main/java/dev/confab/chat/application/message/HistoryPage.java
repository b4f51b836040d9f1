package dev.confab.chat.application.message;

import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MessageDetails;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of messages, tombstones included.
 *
 * @param total how many messages the whole list has
 * @param messages in the order of the requested range
 * @param viewer the reader's membership; null if the reader was never a member of the public room
 */
public record HistoryPage(
        long total, List<MessageDetails> messages, @Nullable Membership viewer) {

    public HistoryPage {
        messages = List.copyOf(messages);
    }
}
