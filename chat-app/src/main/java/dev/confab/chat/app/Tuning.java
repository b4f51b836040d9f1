package dev.confab.chat.app;

import dev.confab.chat.adapter.ws.WsAdapter;
import dev.confab.chat.domain.port.PresenceStore;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * What no operator chooses, but a test that cannot wait for it, or shows what would be without it.
 *
 * @param lease see {@link PresenceStore#LEASE}
 * @param sockets makes of the usual settings of the sockets those that are used
 */
record Tuning(Duration lease, UnaryOperator<WsAdapter.Settings> sockets) {

    static final Tuning USUAL = new Tuning(PresenceStore.LEASE, UnaryOperator.identity());
}
