package dev.confab.chat.application.account;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.HostTokens;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.TokenSigner;
import dev.confab.chat.domain.port.Unavailable;
import java.time.InstantSource;

/** Tells who is calling, by whoever's tokens. Transports ask this and do not know who keeps the accounts. */
@FunctionalInterface
public interface Authentication {

    /**
     * Tells who is calling.
     *
     * @throws Refusal.Unauthenticated if the token is not genuine, too old, too young, or of no use any more
     * @throws Unavailable if that cannot be told at the moment
     */
    Caller authenticate(String token);

    /** By access tokens of our own, which are good until they expire or their log-in ends, whichever comes first. */
    static Authentication byAccounts(Stores stores, TokenSigner signer, InstantSource clock) {
        return new AccountAuthenticationService(stores, signer, clock);
    }

    /**
     * By tokens of a host application, which are good until they expire. A user appears with the first token that names
     * them, and follows what newer ones say; a token that says nothing new costs one read.
     */
    static Authentication byHost(Stores stores, HostTokens tokens, Environment environment) {
        return new HostAuthenticationService(stores, tokens, environment);
    }
}
