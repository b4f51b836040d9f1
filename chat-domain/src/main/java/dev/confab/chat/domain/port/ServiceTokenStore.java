package dev.confab.chat.domain.port;

import dev.confab.chat.domain.SecretDigest;
import dev.confab.chat.domain.user.ServiceName;
import dev.confab.chat.domain.user.ServiceToken;
import java.util.List;
import java.util.Optional;

/** Keeps the tokens of services. Each call is one statement. Call within {@link Transactions}. */
public interface ServiceTokenStore {

    void add(ServiceToken token);

    Optional<ServiceToken> find(SecretDigest digest);

    /** All of all services, the oldest first. */
    List<ServiceToken> all();

    /** Deletes all tokens of the service; answers how many there were. */
    int delete(ServiceName service);
}
