package dev.confab.chat.domain.room;

import java.time.Instant;

/**
 * A wording that a message once had.
 *
 * @param body the wording
 * @param at when it was replaced by the next
 */
public record MessageRevision(MessageId message, String body, Instant at) {

    /** The most wordings of one message that are kept: the first, and the latest. */
    public static final int MAX_OF_MESSAGE = 100;
}
