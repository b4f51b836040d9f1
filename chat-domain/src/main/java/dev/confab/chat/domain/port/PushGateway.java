package dev.confab.chat.domain.port;

import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.device.Device;
import dev.confab.chat.domain.device.Push;
import java.time.Duration;
import java.util.Optional;

/**
 * A sender of pushes to the push services of devices. It limits concurrent sends by itself. Thread-safe; must not be
 * called within a transaction.
 */
public interface PushGateway {

    /**
     * Sends a push and waits for the outcome, usually less than 30 seconds. Does not throw; failures are outcomes. The
     * same push may be sent more than once; the device shows it once if its push service can detect duplicates.
     */
    Outcome send(Push push);

    /** Returns the secret by which the receiver verifies our pushes to {@code device}, if its channel has one. */
    default Optional<Secret> signingSecret(Device device) {
        return Optional.empty();
    }

    /** The outcome of one send. */
    sealed interface Outcome {

        /** The push service or receiver has accepted the push. */
        record Delivered() implements Outcome {}

        /**
         * The push failed but may succeed later.
         *
         * @param delay minimum delay before the next attempt; zero if the receiver named none
         * @param reason for an operator; contains no secret
         */
        record Retry(Duration delay, String reason) implements Outcome {}

        /** The device no longer exists. */
        record Unregistered() implements Outcome {}

        /**
         * This push can never be delivered. Other pushes to the same device may succeed.
         *
         * @param reason for an operator; contains no secret
         */
        record Refused(String reason) implements Outcome {}
    }
}
