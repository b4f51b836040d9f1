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
 * The receipts of one room that wait to be told. The first one does not wait; what comes within a pause after that is
 * told at its end, and of each member only the highest watermarks. Guarded by the monitor of the room's {@link RoomChannel}.
 */
final class ReceiptBatch {

    private record Waiting(Membership membership, EncodedEvent telling) {

        static Waiting higher(Waiting one, Waiting other) {
            return sum(one.membership) > sum(other.membership) ? one : other;
        }

        /** Both watermarks only rise, so their sum tells which state is the later one. */
        private static long sum(Membership membership) {
            return membership.seenSeq() + membership.receivedSeq();
        }
    }

    private final Duration pause;
    private final Map<MembershipId, Waiting> waiting = new LinkedHashMap<>();
    private boolean arranged;
    private long lastTold;
    private boolean toldBefore;

    ReceiptBatch(Duration pause) {
        this.pause = pause;
    }

    /** Adds a receipt; answers after what time {@link #take} is to be called, if that is not arranged already. */
    Optional<Duration> add(RoomEvent.ReceiptAdvanced event, EncodedEvent telling) {
        var membership = event.membership();
        waiting.merge(membership.id(), new Waiting(membership, telling), Waiting::higher);
        if (arranged) {
            return Optional.empty();
        }
        arranged = true;
        return Optional.of(restOfPause());
    }

    private Duration restOfPause() {
        var rest = pause.minusNanos(System.nanoTime() - lastTold);
        return toldBefore && rest.isPositive() ? rest : Duration.ZERO;
    }

    /** Takes what is to be told now. */
    List<EncodedEvent> take() {
        var told = waiting.values().stream().map(Waiting::telling).toList();
        waiting.clear();
        arranged = false;
        toldBefore = true;
        lastTold = System.nanoTime();
        return told;
    }
}
