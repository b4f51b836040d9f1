package dev.confab.chat.domain.user;

import java.time.Instant;

/** What a signed token says. */
public sealed interface Token {

    LoginId login();

    Instant issued();

    Instant expires();

    /** Proves for a short time who is calling. */
    record Access(UserId user, LoginId login, Instant issued, Instant expires) implements Token {}

    /** Good for one refresh of its log-in. */
    record Refresh(LoginId login, int generation, Instant issued, Instant expires) implements Token {}
}
