package dev.confab.chat.adapter.fanout;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log that a broker is out of reach, once for each time, and that it is back. */
final class OutageLog {

    private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);

    private final String broker;
    private final AtomicBoolean present = new AtomicBoolean();

    OutageLog(String broker) {
        this.broker = broker;
    }

    void begins(String reason) {
        if (present.compareAndSet(false, true)) {
            LOG.warn("{} is out of reach, so events of other nodes come late: {}", broker, reason);
        } else {
            LOG.debug("{} is still out of reach: {}", broker, reason);
        }
    }

    void ends() {
        if (present.compareAndSet(true, false)) {
            LOG.info("{} is back", broker);
        }
    }
}
