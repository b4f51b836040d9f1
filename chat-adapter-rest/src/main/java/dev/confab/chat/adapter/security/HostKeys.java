package dev.confab.chat.adapter.security;

import com.auth0.jwt.algorithms.Algorithm;
import dev.confab.chat.domain.port.Unavailable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys that may sign tokens of the host application, each bound to one algorithm. The header of a token selects among
 * these keys, but never decides how a key is used.
 */
interface HostKeys {

    /**
     * Returns the keys that may have signed a token; empty if the token names an unknown key.
     *
     * @param kid the key id in the token; null if there is none
     * @throws Unavailable if no key is known and fetching fails
     */
    List<Algorithm> candidates(@Nullable String kid);
}
