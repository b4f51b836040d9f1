package dev.confab.chat.adapter.wire;

import dev.confab.chat.application.account.Caller;
import io.javalin.http.Context;
import java.util.function.Supplier;

/** The admission of callers, by which socket handshakes count for the same rate limits as requests. */
@FunctionalInterface
public interface CallerAdmission {

    /**
     * Authenticates the caller and counts the request.
     *
     * @param authentication not called if the address has exceeded its rate limit
     * @throws dev.confab.chat.domain.Refusal.TooMany if the address or the caller has exceeded a rate limit
     */
    Caller admit(Context context, Supplier<Caller> authentication);
}
