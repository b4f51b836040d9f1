package dev.confab.chat.app.client;

/** A name and the password that goes with it; kept for as long as the chat runs, never printed. */
record Credentials(String user, String password) {

    @Override
    public String toString() {
        return "Credentials[" + user + "]";
    }
}
