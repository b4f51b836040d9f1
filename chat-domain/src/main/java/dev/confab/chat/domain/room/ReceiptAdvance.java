package dev.confab.chat.domain.room;

import java.time.Instant;

/**
 * One step of a member's watermarks in the receipt journal. The ranges of a member never overlap, so each message is
 * received once and seen once.
 *
 * @param receivedFrom the watermark before the step: the member received the messages after it
 * @param receivedTo the watermark after the step: the last message received
 * @param seenFrom the watermark before the step: the member saw the messages after it
 * @param seenTo the watermark after the step: the last message seen
 */
public record ReceiptAdvance(
        RoomId room, MembershipId member, long receivedFrom, long receivedTo, long seenFrom, long seenTo, Instant at) {}
