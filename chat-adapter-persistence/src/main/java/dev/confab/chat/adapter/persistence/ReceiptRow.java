package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.room.Receipt;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A member joined with the advances that received and saw one message. */
record ReceiptRow(
        MembershipRow membership,
        UserRow user,
        Instant received,
        @Nullable Instant seen) {

    Receipt toDomain() {
        return new Receipt(new MemberRow(membership, user).toDomain(), received, seen);
    }
}
