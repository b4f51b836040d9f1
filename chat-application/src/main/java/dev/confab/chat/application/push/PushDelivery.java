package dev.confab.chat.application.push;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.application.port.PushConfig;
import dev.confab.chat.domain.device.PushDecision;
import dev.confab.chat.domain.port.PresenceStore;
import dev.confab.chat.domain.port.PushOutbox;
import dev.confab.chat.domain.port.Stores;
import java.time.Duration;
import java.util.Map;

/**
 * Pushes messages to the devices of those who are away. Any number of nodes work on what is due at the same time, each
 * on something else; they decide who is told at the last moment.
 *
 * <p><b>Delivery.</b> Every push that is due is sent at least once: what a node was working on when it died comes again
 * {@link PushConfig#claim} later. It is sent twice only then, or when its answer got lost, and devices show it once all the same,
 * where their push service replaces what bears the same tag.
 *
 * <p><b>Bounds.</b> On each node {@value #MOST_UNDER_WAY} messages and {@value #MOST_SENDING} sends are under way at most.
 * Of what waits in the store the latest beyond {@value #MOST_WAITING} is given up, and so is what is a day old.
 */
public interface PushDelivery {

    int MOST_UNDER_WAY = 256;

    int MOST_SENDING = 100;

    int MOST_WAITING = 200_000;

    /**
     * Begins with what is due, and answers with how much it did; zero when there is nothing, or too much under way
     * already. Goes on by other threads. To be called again and again, from one thread: soon after zero, at once else.
     */
    int work();

    /** Gives up what is too much. To be called now and then. */
    void sweep();

    /**
     * Begins nothing new, and waits for what is under way, but not longer than {@code patience}.
     *
     * @return whether all has ended
     */
    boolean stop(Duration patience);

    /**
     * Returns what has happened and what waits.
     *
     * @throws dev.confab.chat.domain.port.Unavailable if the store cannot say what waits
     */
    Status status();

    /** Returns what this node has done since its start. Asks no store. */
    Progress progress();

    /**
     * What a node has done since its start.
     *
     * @param results outcomes of the pushes that were due
     * @param withheld pushes that were not due after all, by reason
     * @param underWay messages that it is pushing now
     */
    record Progress(Map<PushResult, Long> results, Map<PushDecision, Long> withheld, int underWay) {}

    /**
     * What has happened on this node since its start, and what waits for any node.
     *
     * @param results what became of the pushes that were due
     * @param withheld how many were not due after all, and why
     */
    record Status(
            boolean isOn,
            Map<PushResult, Long> results,
            Map<PushDecision, Long> withheld,
            PushOutbox.Backlog backlog,
            int underWay) {}

    static PushDelivery of(Stores stores, PresenceStore presence, PushConfig push, Environment environment) {
        return new PushDeliveryService(stores, presence, push, environment);
    }
}
