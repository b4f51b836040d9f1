package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.room.ReceiptAdvance;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One receipt advance of one member. Each advance raises at least one watermark, so its end identifies it. */
@Entity
@Table(name = "receipt_advance")
@IdClass(AdvanceRow.Key.class)
final class AdvanceRow {

    @Id
    UUID memberId;

    @Id
    long receivedTo;

    @Id
    long seenTo;

    long receivedFrom;
    long seenFrom;
    Instant advanced;

    @SuppressWarnings("NullAway.Init") // filled by from() or Hibernate
    AdvanceRow() {}

    AdvanceRow from(ReceiptAdvance step) {
        memberId = step.member().value();
        receivedFrom = step.receivedFrom();
        receivedTo = step.receivedTo();
        seenFrom = step.seenFrom();
        seenTo = step.seenTo();
        advanced = step.at();
        return this;
    }

    record Key(UUID memberId, long receivedTo, long seenTo) {}
}
