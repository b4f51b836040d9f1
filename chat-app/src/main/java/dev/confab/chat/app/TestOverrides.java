package dev.confab.chat.app;

import dev.confab.chat.adapter.security.SecurityAdapter;
import dev.confab.chat.adapter.ws.WsAdapter;
import dev.confab.chat.app.http.RequestPace;
import dev.confab.chat.domain.port.PasswordHasher;
import dev.confab.chat.domain.port.PresenceStore;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * Values that operators cannot set but tests can, to save time or to turn a mechanism off.
 *
 * @param lease see {@link PresenceStore#LEASE}
 * @param sockets changes the standard settings of sockets
 * @param requests the slowest pace at which requests may arrive
 * @param passwords hashes the passwords of accounts
 */
record TestOverrides(
        Duration lease, UnaryOperator<WsAdapter.Settings> sockets, RequestPace requests, PasswordHasher passwords) {

    static final TestOverrides USUAL = new TestOverrides(
            PresenceStore.LEASE, UnaryOperator.identity(), RequestPace.STANDARD, SecurityAdapter.argon2id());

    TestOverrides withLease(Duration newLease) {
        return new TestOverrides(newLease, sockets, requests, passwords);
    }

    TestOverrides withSockets(UnaryOperator<WsAdapter.Settings> change) {
        return new TestOverrides(lease, change, requests, passwords);
    }

    TestOverrides withRequests(RequestPace pace) {
        return new TestOverrides(lease, sockets, pace, passwords);
    }

    TestOverrides withPasswords(PasswordHasher hasher) {
        return new TestOverrides(lease, sockets, requests, hasher);
    }
}
