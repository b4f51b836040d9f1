package dev.confab.chat.application.account;

import dev.confab.chat.domain.port.HostTokens;
import dev.confab.chat.domain.port.PasswordHasher;
import dev.confab.chat.domain.port.TokenSigner;

/** Whose accounts people have, as whoever embeds chat chooses. */
public sealed interface Identity {

    /** Accounts of our own: people sign up here, and log in with a password. */
    record LocalIdentity(PasswordHasher passwords, TokenSigner tokens, TokenLifetimes lifetimes) implements Identity {}

    /** Accounts of a host application, which gives its users tokens that we understand. */
    record HostIdentity(HostTokens tokens) implements Identity {}
}
