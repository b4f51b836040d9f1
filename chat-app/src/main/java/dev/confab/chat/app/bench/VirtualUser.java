package dev.confab.chat.app.bench;

/** A user of this run with an access token. */
record VirtualUser(String id, String token) {

    /** Omits the token. */
    @Override
    public String toString() {
        return "VirtualUser[" + id + "]";
    }
}
