package dev.confab.chat.application.message;

import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MessageDetails;
import org.jspecify.annotations.Nullable;

/**
 * A message as one viewer sees it.
 *
 * @param viewer the viewer's membership; null if the viewer was never a member of the public room
 */
public record MessageForViewer(
        MessageDetails details, @Nullable Membership viewer) {}
