package dev.confab.chat.domain.port;

import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.device.Device;
import dev.confab.chat.domain.device.Push;
import java.time.Duration;
import java.util.Optional;

/**
 * Hands pushes over to whoever brings them to the devices. Callable from every thread, outside of any transaction;
 * limits by itself how much is under way.
 */
public interface PushGateway {

    /**
     * Sends one push and waits for the answer, as a rule less than half a minute. Does not throw; what goes wrong is an outcome. The same
     * push may be sent again: the device is to show it once, as far as the way there has means for that.
     */
    Outcome send(Push push);

    /** By what the owner of {@code device} tells our pushes from those of others, if there is need of that. */
    default Optional<Secret> signingSecret(Device device) {
        return Optional.empty();
    }

    /** What became of a push. */
    sealed interface Outcome {

        /** The next one down the way has it. */
        record Delivered() implements Outcome {}

        /**
         * Not this time, but perhaps later.
         *
         * @param delay minimum delay before the next attempt; zero if the receiver named none
         * @param reason for an operator; contains no secret
         */
        record Retry(Duration delay, String reason) implements Outcome {}

        /** There is no such device any more. */
        record Unregistered() implements Outcome {}

        /**
         * This push cannot be delivered, now or ever; others to the same device may.
         *
         * @param reason for an operator; contains no secret
         */
        record Refused(String reason) implements Outcome {}
    }
}
