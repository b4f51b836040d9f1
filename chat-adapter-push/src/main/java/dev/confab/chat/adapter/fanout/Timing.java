package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.port.PresenceStore;
import java.time.Duration;

/**
 * Periods and timeouts of the fan-out.
 *
 * @param heartbeat the time after which an idle connection is probed
 * @param timeout the time without a response after which a connection counts as broken
 * @param maxBackoff the longest pause between two attempts to connect
 * @param lease see {@link PresenceStore#LEASE}; a node sends six heartbeats per lease
 */
record Timing(Duration heartbeat, Duration timeout, Duration maxBackoff, Duration lease) {

    static final Timing STANDARD =
            new Timing(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(1), PresenceStore.LEASE);

    Timing withLease(Duration newLease) {
        return new Timing(heartbeat, timeout, maxBackoff, newLease);
    }
}
