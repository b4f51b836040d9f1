package dev.confab.chat.adapter.ws;

import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.RoomEvent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The receipts of one room that wait to be sent. The first one is sent at once. Those that follow within a pause are sent
 * at its end, with only the highest watermarks of each member. Guarded by the monitor of the room's {@link RoomChannel}.
 */
final class ReceiptBatch {

    private record Receipt(Membership membership, EncodedEvent encoded) {

        static Receipt later(Receipt left, Receipt right) {
            return sum(left.membership) > sum(right.membership) ? left : right;
        }

        /** Returns the sum of both watermarks. It orders the states of a member because watermarks only rise. */
        private static long sum(Membership membership) {
            return membership.seenSeq() + membership.receivedSeq();
        }
    }

    private final Duration pause;
    private final Map<MembershipId, Receipt> waiting = new LinkedHashMap<>();
    private boolean isScheduled;
    private boolean hasSent;
    private long lastSentNanos;

    ReceiptBatch(Duration pause) {
        this.pause = pause;
    }

    /** Adds a receipt. Returns the delay after which {@link #take} is due, or empty if that is scheduled already. */
    Optional<Duration> add(RoomEvent.ReceiptAdvanced event, EncodedEvent encoded) {
        var membership = event.membership();
        waiting.merge(membership.id(), new Receipt(membership, encoded), Receipt::later);
        if (isScheduled) {
            return Optional.empty();
        }
        isScheduled = true;
        return Optional.of(remainingPause());
    }

    private Duration remainingPause() {
        var remaining = pause.minusNanos(System.nanoTime() - lastSentNanos);
        return hasSent && remaining.isPositive() ? remaining : Duration.ZERO;
    }

    /** Returns the waiting receipts, which are then no longer kept. */
    List<EncodedEvent> take() {
        var taken = waiting.values().stream().map(Receipt::encoded).toList();
        waiting.clear();
        isScheduled = false;
        hasSent = true;
        lastSentNanos = System.nanoTime();
        return taken;
    }
}
