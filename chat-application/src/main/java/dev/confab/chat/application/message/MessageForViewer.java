package dev.confab.chat.application.message;

import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MessageDetails;
import org.jspecify.annotations.Nullable;

/**
 * A message as one person sees it.
 *
 * @param viewer the viewer's membership; null for a stranger in a public room
 */
public record MessageForViewer(
        MessageDetails details, @Nullable Membership viewer) {}
