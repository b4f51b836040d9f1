package dev.confab.chat.application.message;

import dev.confab.chat.domain.room.Authored;
import dev.confab.chat.domain.room.Membership;
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
public record Found(
        long total,
        List<Authored> messages,
        boolean hasMore,
        @Nullable Membership viewer) {

    public Found {
        messages = List.copyOf(messages);
    }
}
