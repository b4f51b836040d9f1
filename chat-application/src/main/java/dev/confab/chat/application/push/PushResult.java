package dev.confab.chat.application.push;

/** The result of a push that was due. */
public enum PushResult {
    /** Delivered to the push service. */
    SENT,
    /** Failed and will be retried. */
    AGAIN,
    /** Failed permanently: the push service will never accept it. */
    REFUSED,
    /** The device is no longer registered with the push service and was deleted. */
    GONE,
    /** Dropped because no node could send it within its lifetime. */
    EXPIRED,
    /** Dropped because too many pushes were waiting. */
    DROPPED,
    /** Covered by an e-mail that was sent since. */
    TOLD_BEFORE,
    /** Dropped because no gateway is configured for devices of this type. */
    NO_CHANNEL
}
