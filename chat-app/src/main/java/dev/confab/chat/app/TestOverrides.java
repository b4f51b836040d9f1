package dev.confab.chat.app;

import dev.confab.chat.adapter.ws.WsAdapter;
import dev.confab.chat.app.http.RequestPace;
import dev.confab.chat.domain.port.PresenceStore;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * What no operator chooses, but a test that cannot wait for it, or shows what would be without it.
 *
 * @param lease see {@link PresenceStore#LEASE}
 * @param sockets makes of the usual settings of the sockets those that are used
 * @param requests how slowly they may arrive
 */
record TestOverrides(Duration lease, UnaryOperator<WsAdapter.Settings> sockets, RequestPace requests) {

    static final TestOverrides USUAL =
            new TestOverrides(PresenceStore.LEASE, UnaryOperator.identity(), RequestPace.STANDARD);

    TestOverrides withLease(Duration other) {
        return new TestOverrides(other, sockets, requests);
    }

    TestOverrides withSockets(UnaryOperator<WsAdapter.Settings> others) {
        return new TestOverrides(lease, others, requests);
    }

    TestOverrides withRequests(RequestPace other) {
        return new TestOverrides(lease, sockets, other);
    }
}
