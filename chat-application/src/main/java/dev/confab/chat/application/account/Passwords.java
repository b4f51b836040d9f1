package dev.confab.chat.application.account;

import dev.confab.chat.domain.port.IdSource;
import dev.confab.chat.domain.port.PasswordHasher;
import dev.confab.chat.domain.user.Credential;
import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.PasswordHash;
import java.util.Optional;

/** Compares passwords with hashes, in a time that tells nothing about the account. */
final class Passwords {

    private final PasswordHasher hasher;

    /** The hash to compare with if there is no account, so that an unknown name takes as long as a known one. */
    private final PasswordHash unknownUserHash;

    Passwords(PasswordHasher hasher, IdSource ids) {
        this.hasher = hasher;
        this.unknownUserHash = hasher.hash(new Password(ids.next().toString()));
    }

    PasswordHash hash(Password password) {
        return hasher.hash(password);
    }

    /**
     * Returns the Unicode form of {@code password} that the hash was made from. The number of forms tried depends on the
     * password alone.
     *
     * @param hash empty if there is no account
     */
    Optional<Password> matchingForm(Password password, Optional<PasswordHash> hash) {
        var compared = hash.orElse(unknownUserHash);
        return password.readings().stream()
                .filter(form -> hasher.matches(form, compared))
                .findFirst();
    }

    /** Returns {@code verified}, with a new hash if the old one is outdated or was made from another Unicode form. */
    Credential withCurrentHash(Credential verified, Password password) {
        boolean isOutdated = hasher.isOutdated(verified.hash()) || !password.equals(password.normalized());
        return isOutdated ? verified.with(hasher.hash(password.normalized())) : verified;
    }
}
