package dev.confab.chat.adapter.ws;

import dev.confab.chat.adapter.ws.WsAdapter.Settings;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Changes of the standard settings. */
final class Change {

    private Change() {}

    static UnaryOperator<Settings> liveness(Duration ping, Duration maxSilence) {
        return standard -> standard.withIntervals(standard.intervals().withLiveness(ping, maxSilence));
    }

    static UnaryOperator<Settings> queuedFrames(int maxFrames, Duration closeTimeout) {
        return standard -> queue(standard, maxFrames, standard.limits().maxQueuedBytes(), closeTimeout);
    }

    static UnaryOperator<Settings> queuedBytes(int maxBytes, Duration closeTimeout) {
        return standard -> queue(standard, standard.limits().maxQueuedFrames(), maxBytes, closeTimeout);
    }

    private static Settings queue(Settings standard, int maxFrames, int maxBytes, Duration closeTimeout) {
        return standard.withLimits(standard.limits().withQueue(maxFrames, maxBytes))
                .withIntervals(standard.intervals().withCloseTimeout(closeTimeout));
    }

    static UnaryOperator<Settings> receiptPause(Duration pause) {
        return standard -> standard.withIntervals(standard.intervals().withReceiptPause(pause));
    }

    static UnaryOperator<Settings> reconcile(Duration interval) {
        return standard -> standard.withIntervals(
                standard.intervals().withRepair(standard.intervals().repairDelay(), interval));
    }

    /** Changes how soon lost events are repaired, and removes the rate limit. */
    static UnaryOperator<Settings> repair(Duration repairDelay, Duration reconcile) {
        return standard ->
                standard.withoutPace().withIntervals(standard.intervals().withRepair(repairDelay, reconcile));
    }
}
