package dev.confab.chat.domain.port;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.user.Token;

/** Turns tokens into signed text and back. Callable from every thread. */
public interface TokenSigner {

    /** The signed form, at most 2,000 ASCII characters, safe in a header and a URL. Times keep whole seconds. */
    String sign(Token token);

    /**
     * Reads back what {@link #sign} made, without a look at its times: the caller, who has the clock, does that.
     *
     * @throws Refusal.Unauthenticated if this text was not signed by us, for whatever reason
     */
    Token verify(String signed);
}
