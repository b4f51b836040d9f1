package dev.confab.chat.domain.port;

import dev.confab.chat.domain.SecretDigest;
import dev.confab.chat.domain.user.ServiceName;
import dev.confab.chat.domain.user.ServiceToken;
import java.util.List;
import java.util.Optional;

/** A store of service tokens. Each call is one statement. All calls must be made within {@link Transactions}. */
public interface ServiceTokenStore {

    void add(ServiceToken token);

    Optional<ServiceToken> find(SecretDigest digest);

    /** Returns the tokens of all services, the oldest first. */
    List<ServiceToken> all();

    /** Deletes all tokens of the service, and returns their number. */
    int delete(ServiceName service);
}
