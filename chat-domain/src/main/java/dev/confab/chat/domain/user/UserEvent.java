package dev.confab.chat.domain.user;

/** A stored change of an account that concerns its open connections on all nodes. */
public sealed interface UserEvent {

    UserId user();

    /** A log-in was revoked, with all tokens of its family. */
    record LoginEnded(UserId user, LoginId login) implements UserEvent {}

    /** The account was deactivated, and all its log-ins ended. */
    record Deactivated(UserId user) implements UserEvent {}

    /** A deactivated account was reactivated. */
    record Reactivated(UserId user) implements UserEvent {}

    /** An administrator asked to close the user's connections. The user may reconnect immediately. */
    record ConnectionsClosed(UserId user) implements UserEvent {}
}
