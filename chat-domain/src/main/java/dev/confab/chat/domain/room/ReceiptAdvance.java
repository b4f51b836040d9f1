package dev.confab.chat.domain.room;

import java.time.Instant;

/**
 * One step of a member's watermarks, as the journal keeps it: at {@code at} they received the messages after
 * {@code receivedFrom} up to and with {@code receivedTo}, and saw those after {@code seenFrom} up to and with
 * {@code seenTo}. The ranges of one member never overlap, so each message has one time of receipt and one of sight.
 */
public record ReceiptAdvance(
        RoomId room, MembershipId member, long receivedFrom, long receivedTo, long seenFrom, long seenTo, Instant at) {}
