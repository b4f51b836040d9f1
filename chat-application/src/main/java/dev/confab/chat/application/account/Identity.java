package dev.confab.chat.application.account;

import dev.confab.chat.domain.port.HostTokens;
import dev.confab.chat.domain.port.PasswordHasher;
import dev.confab.chat.domain.port.TokenSigner;

/** Who keeps the accounts of the users. */
public sealed interface Identity {

    /** Chat keeps the accounts: users sign up here and log in with a password. */
    record LocalIdentity(PasswordHasher passwords, TokenSigner tokens, TokenLifetimes lifetimes) implements Identity {}

    /** A host application keeps the accounts and issues the tokens of its users. */
    record HostIdentity(HostTokens tokens) implements Identity {}
}
