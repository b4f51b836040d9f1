package dev.confab.chat.domain.user;

/** Something that happened to an account and concerns every open connection of it, on every node. */
public sealed interface UserEvent {

    UserId user();

    /** A log-in was revoked; the tokens of its family are dead. */
    record LoginEnded(UserId user, LoginId login) implements UserEvent {}

    /** The account was given up or taken away; all its log-ins have ended with it. */
    record Deactivated(UserId user) implements UserEvent {}

    /** An account that was deactivated is good again. */
    record Reactivated(UserId user) implements UserEvent {}

    /** Its connections are to end. That is all: whoever has one may come back at once. */
    record ConnectionsClosed(UserId user) implements UserEvent {}
}
