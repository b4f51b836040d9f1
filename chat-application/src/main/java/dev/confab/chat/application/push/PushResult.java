package dev.confab.chat.application.push;

/** What became of a push that was due. */
public enum PushResult {
    SENT,
    /** Failed, and will be tried again. */
    AGAIN,
    /** Failed for good, because the push service says that it can never be delivered. */
    REFUSED,
    /** The device does not exist any more, and was deleted. */
    GONE,
    /** Waited too long for nobody's being able to send it. */
    EXPIRED,
    /** Given up because too many were waiting. */
    DROPPED,
    /** A mail that was written since has told of it. */
    TOLD_BEFORE,
    /** Nothing is set up for devices of that type. */
    NO_CHANNEL
}
