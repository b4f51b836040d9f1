package dev.confab.chat.adapter.ws;

/**
 * Why the server ends a connection. A contract with clients: below 4500 they reconnect, after a while, and sync; from
 * 4500 on they do not.
 */
enum CloseCode {
    GOING_AWAY(1001, "going away"),
    FAULT(1011, "internal"),
    BAD_FRAMES(4400, "bad frames"),
    LOGIN_ENDED(4401, "token expired or revoked"),
    /** Too far behind, or without a sign of life, or out of step: what is missing comes with a reconnect. */
    TOO_SLOW(4408, "too slow"),
    TOO_FAST(4429, "rate limit"),
    NO_ACCESS(4500, "no access any more"),
    TOO_MANY(4509, "too many connections");

    private final int code;
    private final String reason;

    CloseCode(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    /**
     * Is the client to get first what was sent before? Not if it has too much of that already, nor if its time is over:
     * then nothing may reach it any more.
     */
    boolean comesAfterWhatWaits() {
        return this == GOING_AWAY || this == BAD_FRAMES || this == TOO_FAST;
    }

    int code() {
        return code;
    }

    String reason() {
        return reason;
    }
}
