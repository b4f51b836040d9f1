package dev.confab.chat.application.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.domain.device.Device;
import dev.confab.chat.domain.device.DeviceRegistration;
import dev.confab.chat.domain.device.DeviceType;
import dev.confab.chat.domain.device.Push;
import dev.confab.chat.domain.device.PushDecision;
import dev.confab.chat.domain.device.PushToken;
import dev.confab.chat.domain.port.PushGateway.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class PushRetriesTest extends PushFixture {

    @Test
    void failedDevicesAreRetriedWithBackoff() {
        var tablet = device(bob, "bob's tablet");
        gateway.answer(push -> push.device().id().equals(tablet.id())
                ? new Outcome.Retry(Duration.ZERO, "HTTP 503")
                : new Outcome.Delivered());
        t.post(ann, room, "Hello");
        assertThat(sentAfter(DELAY)).hasSize(2);
        assertThat(failureOf(tablet)).isEqualTo("HTTP 503");
        var retrySeconds = new ArrayList<Integer>();
        for (int second = 1; second < 60; second++) {
            if (!sentAfter(Duration.ofSeconds(1)).isEmpty()) {
                retrySeconds.add(second);
            }
        }
        assertThat(retrySeconds).hasSizeBetween(4, 6);
        gateway.answer(push -> new Outcome.Delivered());
        assertThat(sentAfter(Duration.ofMinutes(10)))
                .extracting(push -> push.device().id())
                .containsExactly(tablet.id());
        assertThat(t.chat.devices().list(bob.id())).extracting(Device::failure).containsOnlyNulls();
        assertThat(status().backlog().size()).isZero();
        assertThat(status().results()).containsEntry(PushResult.AGAIN, 1L + retrySeconds.size());
    }

    @Test
    void throwingGatewayIsRetried() {
        gateway.answer(push -> {
            throw new IllegalStateException("as the test asked for");
        });
        t.post(ann, room, "Hello");
        assertThat(sentAfter(DELAY)).hasSize(1);
        assertThat(failureOf(phone)).isEqualTo("IllegalStateException");
        assertThat(status().underWay()).isZero();
        gateway.answer(push -> new Outcome.Delivered());
        assertThat(sentAfter(DELAY)).hasSize(1);
    }

    @Test
    void requestedDelayIsHonored() {
        gateway.answer(push -> new Outcome.Retry(Duration.ofMinutes(5), "HTTP 429"));
        t.post(ann, room, "Hello");
        assertThat(sentAfter(DELAY)).hasSize(1);
        assertThat(sentAfter(Duration.ofMinutes(5).minusMillis(1))).isEmpty();
        assertThat(sentAfter(Duration.ofSeconds(2))).hasSize(1);
    }

    @Test
    void recipientsAreDecidedAgainOnRetry() {
        gateway.answer(push -> new Outcome.Retry(Duration.ZERO, "HTTP 503"));
        t.post(ann, room, "Hello");
        assertThat(sentAfter(DELAY)).hasSize(1);
        t.chat.members().leave(bob.id(), room);
        assertThat(sentAfter(Duration.ofMinutes(1))).isEmpty();
        assertThat(status().withheld()).containsEntry(PushDecision.NOT_MEMBER, 1L);
        assertThat(status().backlog().size()).isZero();
    }

    @Test
    void pushExpiresAfterADay() {
        gateway.answer(push -> new Outcome.Retry(Duration.ofHours(20), "HTTP 503"));
        t.post(ann, room, "Hello");
        assertThat(sentAfter(DELAY)).hasSize(1);
        assertThat(sentAfter(Duration.ofHours(24))).isEmpty();
        assertThat(status().results()).containsEntry(PushResult.EXPIRED, 1L);
        assertThat(status().backlog().size()).isZero();
    }

    @Test
    void unregisteredDeviceIsDeleted() {
        gateway.answer(push -> new Outcome.Unregistered());
        t.post(ann, room, "Hello");
        assertThat(sentAfter(DELAY)).hasSize(1);
        assertThat(t.chat.devices().list(bob.id())).isEmpty();
        assertThat(status().results()).containsEntry(PushResult.GONE, 1L);
    }

    @Test
    void refusedDeviceStaysWithFailure() {
        gateway.answer(push -> new Outcome.Refused("INVALID_ARGUMENT"));
        t.post(ann, room, "Hello");
        assertThat(sentAfter(DELAY)).hasSize(1);
        assertThat(failureOf(phone)).isEqualTo("INVALID_ARGUMENT");
        assertThat(sentAfter(Duration.ofDays(1))).isEmpty();
        assertThat(status().results()).containsEntry(PushResult.REFUSED, 1L);
    }

    @Test
    void deviceWithoutGatewayIsCounted() {
        t.chat.devices()
                .register(
                        bob.id(),
                        new DeviceRegistration(DeviceType.WEBHOOK, new PushToken("https://example.org/"), null, null));
        t.post(ann, room, "Hello");
        assertThat(sentAfter(DELAY)).hasSize(1);
        assertThat(status().results()).containsEntry(PushResult.NO_CHANNEL, 1L);
    }

    @Test
    void expiredClaimIsRetried() {
        var message = t.post(ann, room, "Hello");
        t.clock.forward(DELAY);
        var now = t.clock.instant();
        var claimed = t.stores.transactions().write(() -> t.stores.pushOutbox().claim(now, now.plus(CLAIM), 10));
        assertThat(claimed).hasSize(1);
        assertThat(sentAfter(CLAIM.minusMillis(1))).isEmpty();
        assertThat(sentAfter(Duration.ofMillis(1))).extracting(Push::message).containsExactly(message);
    }

    @Test
    void resultIsStoredLaterWithoutSecondSend() {
        t.post(ann, room, "Hello");
        t.clock.forward(DELAY);
        gateway.answer(push -> {
            t.failNextCommit();
            return new Outcome.Delivered();
        });
        t.chat.pushing().work();
        assertThat(gateway.sent()).hasSize(1);
        assertThat(status().backlog().size()).isOne();
        assertThat(status().underWay()).isOne();
        assertThat(sentAfter(CLAIM.plusMinutes(1))).isEmpty();
        assertThat(status().backlog().size()).isZero();
        assertThat(status().underWay()).isZero();
    }

    @Test
    void stopLeavesUnsentPushesToOtherNodes() {
        var tasks = new ArrayList<Runnable>();
        var slow = new TestChat(pushConfig(true, tasks::add));
        var eve = slow.user("eve");
        var sam = slow.user("sam");
        slow.chat.devices().register(sam.id(), registration("phone"));
        slow.post(eve, slow.room(eve, false, sam), "Hello");
        slow.clock.forward(DELAY);
        assertThat(slow.chat.pushing().work()).isOne();
        assertThat(slow.chat.pushing().stop(Duration.ZERO)).isFalse();
        tasks.forEach(Runnable::run);
        assertThat(slow.chat.pushing().stop(Duration.ZERO)).isTrue();
        assertThat(slow.chat.pushing().work()).isZero();
        assertThat(gateway.sent()).isEmpty();
        assertThat(slow.chat.pushing().status().backlog().size()).isOne();
    }
}
