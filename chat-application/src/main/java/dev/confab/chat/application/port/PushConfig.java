package dev.confab.chat.application.port;

import dev.confab.chat.domain.device.DeviceType;
import dev.confab.chat.domain.port.PushGateway;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * How offline members are notified.
 *
 * @param gateways the gateway for each supported device type; empty to turn push off
 * @param delay the time between a message and its push, during which a member may still read it elsewhere
 * @param showsText whether a push contains the text of the message, and not only its author
 * @param claim how long a node may hold a claimed push before another node retries it; much longer than one send takes
 * @param mailAfter how long a message stays unread before an e-mail is sent
 * @param threads runs the sends, at most 100 at a time, each of which may block for a minute
 */
public record PushConfig(
        Map<DeviceType, PushGateway> gateways,
        Duration delay,
        boolean showsText,
        Duration claim,
        Duration mailAfter,
        Executor threads) {

    /** No push at all. */
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

    /** Returns the gateway for devices of {@code type}, if there is one. */
    public Optional<PushGateway> to(DeviceType type) {
        return Optional.ofNullable(gateways.get(type));
    }
}
