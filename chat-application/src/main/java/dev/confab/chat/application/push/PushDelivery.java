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
 * Sends the pushes that are due to the devices of offline members. Any number of nodes deliver at the same time, each its
 * own messages. Recipients are decided when a push is sent.
 *
 * <p><b>Delivery.</b> A push is sent at least once: if a node dies, another one retries its pushes after {@link
 * PushConfig#claim}. It may be sent twice after such a crash, or if the response of the push service was lost. Devices
 * whose push service replaces pushes with the same tag still show it once.
 *
 * <p><b>Bounds.</b> A node delivers at most {@value #MAX_IN_PROGRESS} messages with {@value #MAX_SENDING} sends at the same
 * time. Of the pushes in the store, the latest beyond {@value #MAX_WAITING} and those older than a day are dropped.
 */
public interface PushDelivery {

    int MAX_IN_PROGRESS = 256;

    int MAX_SENDING = 100;

    int MAX_WAITING = 200_000;

    /**
     * Claims due messages and starts to deliver them on other threads. To be called repeatedly from one thread: immediately
     * after a positive result, otherwise after a pause.
     *
     * @return how many messages were claimed; 0 if none is due or too many are in progress
     */
    int work();

    /** Drops pushes beyond {@link #MAX_WAITING}. To be called about every minute. */
    void sweep();

    /**
     * Starts no new deliveries, and waits for those in progress.
     *
     * @param timeout the longest time to wait
     * @return whether all deliveries have ended
     */
    boolean stop(Duration timeout);

    /**
     * Returns the counters of this node and the backlog of the store.
     *
     * @throws dev.confab.chat.domain.port.Unavailable if the backlog cannot be read now
     */
    Status status();

    /** Returns the counters of this node. Does not access the store. */
    Progress progress();

    /**
     * The counters of a node since its start.
     *
     * @param results the results of the pushes that were due
     * @param withheld the pushes that were decided against, by reason
     * @param underWay how many messages are in progress
     */
    record Progress(Map<PushResult, Long> results, Map<PushDecision, Long> withheld, int underWay) {}

    /**
     * The counters of a node since its start, and the backlog of the store.
     *
     * @param results the results of the pushes that were due
     * @param withheld the pushes that were decided against, by reason
     * @param backlog what waits in the store for any node
     * @param underWay how many messages are in progress
     */
    record Status(
            boolean isOn,
            Map<PushResult, Long> results,
            Map<PushDecision, Long> withheld,
            PushOutbox.Backlog backlog,
            int underWay) {}

    /** Returns the delivery over {@code stores}. */
    static PushDelivery of(Stores stores, PresenceStore presence, PushConfig push, Environment environment) {
        return new PushDeliveryService(stores, presence, push, environment);
    }
}
