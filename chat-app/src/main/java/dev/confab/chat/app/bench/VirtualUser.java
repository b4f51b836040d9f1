package dev.confab.chat.app.bench;

/** A user that this run has signed up. */
record VirtualUser(String id, String token) {

    /** Without the token. */
    @Override
    public String toString() {
        return "Person[" + id + "]";
    }
}
