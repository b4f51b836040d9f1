package dev.confab.chat.app.protocol;

/** The source of access tokens for REST calls and sockets. Safe for all threads. */
public interface AccessTokens {

    /**
     * Returns a token that should be valid. May block for HTTP calls.
     *
     * @throws Fault if there is none
     */
    String access();

    /** Records that the server has rejected {@code token}, so that {@link #access} returns another one if it can. */
    void distrust(String token);

    /** Returns a source that has one token and cannot renew it. */
    static AccessTokens fixed(String token) {
        return new AccessTokens() {
            @Override
            public String access() {
                return token;
            }

            @Override
            public void distrust(String rejected) {
                // There is no other token.
            }
        };
    }
}
