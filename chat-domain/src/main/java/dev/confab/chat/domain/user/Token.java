package dev.confab.chat.domain.user;

import java.time.Instant;

/** The content of a signed token. */
public sealed interface Token {

    LoginId login();

    Instant issued();

    Instant expires();

    /** A short-lived token that authenticates requests. */
    record Access(UserId user, LoginId login, Instant issued, Instant expires) implements Token {}

    /** A token for one refresh of its log-in. */
    record Refresh(LoginId login, int generation, Instant issued, Instant expires) implements Token {}
}
