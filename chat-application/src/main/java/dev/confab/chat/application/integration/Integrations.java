package dev.confab.chat.application.integration;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.user.ServiceName;
import dev.confab.chat.domain.user.ServiceToken;
import java.util.List;

/**
 * The tokens by which services prove who they are. Who makes, lists and revokes them is trusted: these are the
 * operator's calls.
 */
public interface Integrations {

    /** Makes a token, beside those that the service has; the answer is the only one that ever holds it. */
    Secret createToken(ServiceName service);

    /** All tokens of all services, the oldest first. */
    List<ServiceToken> tokens();

    /**
     * Revokes all tokens of the service, at once on every node; answers how many.
     *
     * @throws Refusal.NotFound if it has none
     */
    int revokeTokens(ServiceName service);

    /**
     * Answers whose token this is.
     *
     * @throws Refusal.Unauthenticated if it is nobody's (any more)
     */
    ServiceName authenticate(Secret token);

    static Integrations of(Stores stores, Environment environment) {
        return new IntegrationsService(stores, environment);
    }
}
