package dev.confab.chat.adapter.security;

import com.auth0.jwt.algorithms.Algorithm;
import dev.confab.chat.domain.port.Unavailable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys that tokens of the host application may be signed with, each bound to its one algorithm. So what a token's
 * header says chooses among these, and never how a key is used.
 */
interface HostKeys {

    /**
     * Those that may have signed a token.
     *
     * @param kid which key the token names; null where it names none
     * @throws Unavailable if there are none and they cannot be had at the moment
     */
    List<Algorithm> candidates(@Nullable String kid);
}
