package dev.confab.chat.application.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.application.account.SignUp;
import dev.confab.chat.application.port.PushConfig;
import dev.confab.chat.domain.device.Device;
import dev.confab.chat.domain.device.DeviceRegistration;
import dev.confab.chat.domain.device.DeviceType;
import dev.confab.chat.domain.device.Push;
import dev.confab.chat.domain.device.PushDecision;
import dev.confab.chat.domain.device.PushToken;
import dev.confab.chat.domain.port.InMemoryPushGateway;
import dev.confab.chat.domain.port.PushGateway;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.Email;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.Username;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;

/** A room of two members, one of whom has a phone, and gateways that record what is sent. */
abstract class PushFixture {

    static final Duration DELAY = Duration.ofSeconds(2);
    static final Duration MAIL_AFTER = Duration.ofMinutes(15);
    static final Duration CLAIM = Duration.ofMinutes(3);

    /** Runs before each send. */
    final AtomicReference<Runnable> beforeSend = new AtomicReference<>(() -> {});

    final InMemoryPushGateway gateway = new InMemoryPushGateway();
    final InMemoryPushGateway emailGateway = new InMemoryPushGateway();
    final TestChat t = new TestChat(pushConfig(true, Runnable::run));
    final User ann = t.user("ann");
    final User bob = t.user("bob");
    RoomId room;
    Device phone;

    PushConfig pushConfig(boolean showsText, Executor threads) {
        PushGateway observedGateway = push -> {
            beforeSend.get().run();
            return gateway.send(push);
        };
        return new PushConfig(
                Map.of(DeviceType.ANDROID, observedGateway, DeviceType.EMAIL, emailGateway),
                DELAY,
                showsText,
                CLAIM,
                MAIL_AFTER,
                threads);
    }

    @BeforeEach
    void createRoomAndPhone() {
        room = t.room(ann, false, bob);
        phone = device(bob, "bob's phone");
    }

    User reader(String name) {
        var signUp = new SignUp(new Username(name), TestChat.PASSWORD, new Email(name + "@example.org"), null);
        var reader = t.accounts().signUp(signUp);
        t.chat.members().add(ann.id(), room, Set.of(reader.id()));
        t.chat.devices()
                .register(
                        reader.id(),
                        new DeviceRegistration(DeviceType.EMAIL, new PushToken(name + "@example.org"), null, null));
        return reader;
    }

    List<Push> emailsAfter(Duration time) {
        sentAfter(time);
        return emailGateway.sent();
    }

    static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    void assertWithheld(PushDecision reason) {
        assertThat(sentAfter(DELAY)).isEmpty();
        assertThat(status().withheld()).containsEntry(reason, 1L);
        assertThat(status().backlog().size()).isZero();
    }

    List<Push> sentAfter(Duration time) {
        t.clock.forward(time);
        int started;
        do {
            started = t.chat.pushing().work();
        } while (started > 0);
        return gateway.sent();
    }

    PushDelivery.Status status() {
        return t.chat.pushing().status();
    }

    String failureOf(Device device) {
        return t.chat.devices().list(bob.id()).stream()
                .filter(candidate -> candidate.id().equals(device.id()))
                .map(Device::failure)
                .map(Device.Failure::reason)
                .findFirst()
                .orElseThrow();
    }

    Device device(User owner, String token) {
        return t.chat.devices().register(owner.id(), registration(token)).device();
    }

    static DeviceRegistration registration(String token) {
        return new DeviceRegistration(DeviceType.ANDROID, new PushToken(token), null, null);
    }
}
