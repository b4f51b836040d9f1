package dev.confab.chat.app.protocol;

/** A user name with its password. Printed without the password. */
public record Credentials(String user, String password) {

    @Override
    public String toString() {
        return "Credentials[" + user + "]";
    }
}
