package dev.confab.chat.adapter.fanout;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs the start and the end of each outage of a broker once. Callable from every thread. */
final class OutageLog {

    private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);

    private final String broker;
    private final BooleanSupplier isReachable;
    private final AtomicBoolean isOut = new AtomicBoolean();

    /** @param isReachable whether all connections to the broker are established, which ends an outage */
    OutageLog(String broker, BooleanSupplier isReachable) {
        this.broker = broker;
        this.isReachable = isReachable;
    }

    void onDisconnected(String reason) {
        if (isOut.compareAndSet(false, true)) {
            LOG.warn("{} is unreachable, reconnecting; events of other nodes are delayed: {}", broker, reason);
        } else {
            LOG.debug("{} is still unreachable: {}", broker, reason);
        }
    }

    void onConnected() {
        if (isReachable.getAsBoolean() && isOut.compareAndSet(true, false)) {
            LOG.info("{} is reachable again", broker);
        }
    }
}
