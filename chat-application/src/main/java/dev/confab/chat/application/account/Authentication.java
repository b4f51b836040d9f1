package dev.confab.chat.application.account;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.HostTokens;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.TokenSigner;
import dev.confab.chat.domain.port.Unavailable;
import java.time.InstantSource;

/** Finds the caller of a request by its token. Transports do not need to know who keeps the accounts. */
@FunctionalInterface
public interface Authentication {

    /**
     * Returns the caller who is identified by {@code token}.
     *
     * @throws Refusal.Unauthenticated if the token is forged, expired, not valid yet or no longer valid
     * @throws Unavailable if the token cannot be checked now
     */
    Caller authenticate(String token);

    /** Accepts access tokens of {@link Accounts}, which are valid until they expire or their login ends. */
    static Authentication byAccounts(Stores stores, TokenSigner signer, InstantSource clock) {
        return new AccountAuthenticationService(stores, signer, clock);
    }

    /**
     * Accepts tokens of a host application, which are valid until they expire. A user is created by the first token that
     * names it, and updated by later ones. A token without new claims costs one read.
     */
    static Authentication byHost(Stores stores, HostTokens tokens, Environment environment) {
        return new HostAuthenticationService(stores, tokens, environment);
    }
}
