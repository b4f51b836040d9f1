package dev.confab.chat.domain.port;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.user.HostClaims;

/**
 * Reads the tokens that a host application gives to its users. May block while it fetches keys, for some seconds at most.
 * Callable from every thread; never within a transaction.
 */
public interface HostTokens {

    /**
     * Reads a token and makes sure that the host signed it for us, without a look at its times: the caller, who has the
     * clock, does that. All times in the answer are between 1970 and the year 9999.
     *
     * @throws Refusal.Unauthenticated if it is not such a token, for whatever reason
     * @throws Unavailable if the keys of the host cannot be had at the moment
     */
    HostClaims verify(String token);
}
