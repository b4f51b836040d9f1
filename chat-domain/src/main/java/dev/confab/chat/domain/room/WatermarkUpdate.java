package dev.confab.chat.domain.room;

/** A membership whose watermarks have risen, and the step to note in the journal. */
public record WatermarkUpdate(Membership membership, ReceiptAdvance step) {}
