package dev.confab.chat.domain.room;

/** Of what a member wants to be told on their devices while they are away; a mute goes before it. */
public enum PushLevel {
    ALL,
    /** Only of messages that name them, or everybody in the room. */
    MENTIONS,
    NOTHING
}
