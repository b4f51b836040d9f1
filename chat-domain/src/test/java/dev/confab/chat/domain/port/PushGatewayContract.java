package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.device.Device;
import dev.confab.chat.domain.device.Push;
import dev.confab.chat.domain.port.PushGateway.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link PushGateway} does that brings pushes anywhere. */
public abstract class PushGatewayContract {

    protected abstract PushGateway gateway();

    /** A device that can be reached by the gateway. */
    protected abstract Device device();

    /** What arrived at the device since the last time, as the ids of messages. */
    protected abstract List<String> arrived();

    /** Nobody can be reached from now on. */
    protected abstract void goAway();

    @Test
    void bringsAPushToTheDevice() {
        var push = SamplePush.to(device());
        assertThat(gateway().send(push)).isEqualTo(new Outcome.Delivered());
        assertThat(arrived()).containsExactly(push.message().id().toString());
    }

    @Test
    void bringsManyFromManyThreads() {
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
    void whatCannotBeBroughtIsForLater() {
        Push push = SamplePush.to(device());
        goAway();
        assertThat(gateway().send(push)).isInstanceOf(Outcome.Retry.class);
    }
}
