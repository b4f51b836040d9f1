package dev.confab.chat.domain.room;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When one member received and saw one message.
 *
 * @param seen null while only received
 */
public record Receipt(
        Member member, Instant received, @Nullable Instant seen) {}
