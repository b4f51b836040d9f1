package dev.confab.chat.adapter.wire;

import dev.confab.chat.application.account.Caller;
import io.javalin.http.Context;
import java.util.function.Supplier;

/** Where everybody comes in, so that a handshake counts for the limits of requests like any other request. */
@FunctionalInterface
public interface CallerAdmission {

    /**
     * Lets a caller in who can prove who they are.
     *
     * @param proof is not asked for where too much has come from that address
     * @throws dev.confab.chat.domain.Refusal.TooMany if the address, or the caller, asks too often
     */
    Caller admit(Context context, Supplier<Caller> proof);
}
