package dev.confab.chat.domain.port;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.user.Token;

/** A signer and verifier of the server's own tokens. Thread-safe. */
public interface TokenSigner {

    /** Returns the signed form: at most 2,000 ASCII characters, safe in a header and a URL. Times keep whole seconds. */
    String sign(Token token);

    /**
     * Verifies a text that {@link #sign} returned, and reads the token. The caller, which has the clock, checks its times.
     *
     * @throws Refusal.Unauthenticated if the text was not signed by this server
     */
    Token verify(String signed);
}
