package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.device.Device;
import dev.confab.chat.domain.device.Push;
import dev.confab.chat.domain.port.PushGateway.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of every {@link PushGateway} that delivers pushes. */
public abstract class PushGatewayContract {

    protected abstract PushGateway gateway();

    /** Returns a device that the gateway can reach. */
    protected abstract Device device();

    /** Returns the ids of the messages that arrived at the device since the last call. */
    protected abstract List<String> arrived();

    /** Makes all devices unreachable. */
    protected abstract void goAway();

    @Test
    void pushIsDelivered() {
        var push = SamplePush.to(device());
        assertThat(gateway().send(push)).isEqualTo(new Outcome.Delivered());
        assertThat(arrived()).containsExactly(push.message().id().toString());
    }

    @Test
    void pushesAreDeliveredFromManyThreads() {
        var device = device();
        var pushes =
                List.of(SamplePush.to(device), SamplePush.to(device), SamplePush.to(device), SamplePush.to(device));
        var outcomes = Together.run(pushes.size(), number -> gateway().send(pushes.get(number)));
        assertThat(outcomes).containsOnly(new Outcome.Delivered());
        assertThat(arrived())
                .containsExactlyInAnyOrderElementsOf(pushes.stream()
                        .map(push -> push.message().id().toString())
                        .toList());
    }

    @Test
    void undeliverablePushIsRetried() {
        Push push = SamplePush.to(device());
        goAway();
        assertThat(gateway().send(push)).isInstanceOf(Outcome.Retry.class);
    }
}
