package dev.confab.chat.adapter.ws;

/**
 * The codes with which the server closes a connection. They are a contract with clients: below 4500 a client reconnects
 * after a while and resyncs, from 4500 on it does not.
 */
enum CloseCode {
    GOING_AWAY(1001, "going away"),
    FAULT(1011, "internal"),
    BAD_FRAMES(4400, "bad frames"),
    LOGIN_ENDED(4401, "token expired or revoked"),
    /** The client is too far behind, silent, or out of step. It gets what it missed after it reconnects. */
    TOO_SLOW(4408, "too slow"),
    TOO_FAST(4429, "rate limit"),
    NO_ACCESS(4500, "access revoked"),
    TOO_MANY(4509, "too many connections");

    private final int code;
    private final String reason;

    CloseCode(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    /** Whether queued frames are written before the close; not for slow clients or revoked sessions. */
    boolean flushesQueue() {
        return this == GOING_AWAY || this == BAD_FRAMES || this == TOO_FAST;
    }

    int code() {
        return code;
    }

    String reason() {
        return reason;
    }
}
