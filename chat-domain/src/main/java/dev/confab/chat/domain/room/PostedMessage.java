package dev.confab.chat.domain.room;

import org.jspecify.annotations.Nullable;

/**
 * What a new message leaves behind.
 *
 * @param author the author's membership, who has now seen everything
 * @param caughtUp the messages of others that the author has seen by speaking; null when there were none
 * @param parent the message replied to, with its new count, one version above the reply; null outside a thread
 */
public record PostedMessage(
        Room room,
        Message message,
        Membership author,
        @Nullable ReceiptAdvance caughtUp,
        @Nullable Message parent) {}
