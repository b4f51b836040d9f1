package dev.confab.chat.application.push;

import dev.confab.chat.domain.device.DeviceType;
import dev.confab.chat.domain.port.PushGateway;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * How people who are away are told, as whoever embeds chat chooses.
 *
 * @param gateways for each type of devices that can be reached; none for no push at all
 * @param delay how long after a message they are told, so that who has just read it elsewhere is not
 * @param showsText whether they are told what is said, and not only by whom
 * @param claim for how long what a node works on is nobody else's; much longer than one send takes
 * @param mailAfter how long a message is unread before a mail is written
 * @param threads run what may block for a minute, about a hundred at a time
 */
public record PushConfig(
        Map<DeviceType, PushGateway> gateways,
        Duration delay,
        boolean showsText,
        Duration claim,
        Duration mailAfter,
        Executor threads) {

    /** Nobody is told anything. */
    public static final PushConfig OFF =
            new PushConfig(Map.of(), Duration.ZERO, false, Duration.ZERO, Duration.ZERO, Runnable::run);

    public static final Duration USUAL_DELAY = Duration.ofSeconds(2);

    public static final Duration USUAL_CLAIM = Duration.ofMinutes(2);

    public static final Duration USUAL_MAIL_AFTER = Duration.ofMinutes(15);

    public PushConfig {
        gateways = Map.copyOf(gateways);
    }

    public boolean isOn() {
        return !gateways.isEmpty();
    }

    public Optional<PushGateway> to(DeviceType type) {
        return Optional.ofNullable(gateways.get(type));
    }
}
