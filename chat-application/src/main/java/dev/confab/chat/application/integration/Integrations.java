package dev.confab.chat.application.integration;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.user.ServiceName;
import dev.confab.chat.domain.user.ServiceToken;
import java.util.List;

/** Tokens of services. Creating, listing and revoking them is for trusted callers only, such as the operator. */
public interface Integrations {

    /** Creates one more token for {@code service}. Only its digest is stored, so it cannot be read again. */
    Secret createToken(ServiceName service);

    /** Returns all tokens of all services, the oldest first. */
    List<ServiceToken> tokens();

    /**
     * Revokes all tokens of {@code service}, immediately on every node, and returns how many.
     *
     * @throws Refusal.NotFound if the service has no token
     */
    int revokeTokens(ServiceName service);

    /**
     * Returns the service that {@code token} belongs to.
     *
     * @throws Refusal.Unauthenticated if the token is unknown or revoked
     */
    ServiceName authenticate(Secret token);

    /** Returns the use cases over {@code stores}. */
    static Integrations of(Stores stores, Environment environment) {
        return new IntegrationsService(stores, environment);
    }
}
