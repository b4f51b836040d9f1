package dev.confab.chat.domain.room;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The times at which a member received and saw a message.
 *
 * @param seen null if the member has only received it
 */
public record Receipt(
        Member member, Instant received, @Nullable Instant seen) {}
