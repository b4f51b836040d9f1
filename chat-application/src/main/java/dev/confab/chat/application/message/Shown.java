package dev.confab.chat.application.message;

import dev.confab.chat.domain.room.Authored;
import dev.confab.chat.domain.room.Membership;
import org.jspecify.annotations.Nullable;

/**
 * A message as one person sees it.
 *
 * @param viewer the viewer's membership; null for a stranger in a public room
 */
public record Shown(Authored authored, @Nullable Membership viewer) {}
