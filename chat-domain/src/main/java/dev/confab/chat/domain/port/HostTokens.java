package dev.confab.chat.domain.port;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.user.HostClaims;

/**
 * A verifier of the tokens that the host application issues to its users. A call may block for some seconds while it
 * fetches keys. Thread-safe; must not be called within a transaction.
 */
public interface HostTokens {

    /**
     * Verifies that the host signed the token for this server, and returns its claims. The caller, which has the clock,
     * checks the times. All times in the claims are between the years 1970 and 9999.
     *
     * @throws Refusal.Unauthenticated if the token is malformed or not signed by the host for this server
     * @throws Unavailable if the host's keys cannot be fetched
     */
    HostClaims verify(String token);
}
