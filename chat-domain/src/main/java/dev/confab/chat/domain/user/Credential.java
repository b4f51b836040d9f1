package dev.confab.chat.domain.user;

/** A user together with what proves that it is them. */
public record Credential(User user, PasswordHash hash) {

    public Credential with(User changed) {
        return new Credential(changed, hash);
    }

    public Credential with(PasswordHash changed) {
        return new Credential(user, changed);
    }
}
