package dev.confab.chat.domain.user;

/** A user with the hash of the user's password. */
public record Credential(User user, PasswordHash hash) {

    public Credential with(User newUser) {
        return new Credential(newUser, hash);
    }

    public Credential with(PasswordHash newHash) {
        return new Credential(user, newHash);
    }
}
