package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.room.ReceiptAdvance;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One step of one member's watermarks. Each raises at least one of the two, so that where they end names the step. */
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

    @SuppressWarnings("NullAway.Init") // filled by become, or by Hibernate
    AdvanceRow() {}

    AdvanceRow become(ReceiptAdvance step) {
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
