package dev.confab.chat.domain.room;

/**
 * How a message was first sent. The digest stays as it was when the message is edited or deleted, so that a late repeat
 * is still known as one.
 */
public record IdempotencyKey(ClientId clientId, String digest) {}
