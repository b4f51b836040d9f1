package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.port.PresenceStore;
import java.time.Duration;

/**
 * How long things may take.
 *
 * @param heartbeat how often a connection on which nothing happens is tried
 * @param patience how long the other side may be silent before the connection counts as dead
 * @param pause the longest between two attempts to connect
 * @param lease see {@link PresenceStore#LEASE}; a node is heard of six times as often
 */
record Timing(Duration heartbeat, Duration patience, Duration pause, Duration lease) {

    static final Timing STANDARD =
            new Timing(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(1), PresenceStore.LEASE);

    Timing withLease(Duration other) {
        return new Timing(heartbeat, patience, pause, other);
    }
}
