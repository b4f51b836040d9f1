package dev.confab.chat.domain.user;

/** Something that happened to an account and concerns every open connection of it, on every node. */
public sealed interface UserEvent {

    UserId user();

    /** A log-in was revoked; the tokens of its family are dead. */
    record LoginEnded(UserId user, LoginId login) implements UserEvent {}

    /** The account was given up; all its log-ins have ended with it. */
    record Deactivated(UserId user) implements UserEvent {}
}
