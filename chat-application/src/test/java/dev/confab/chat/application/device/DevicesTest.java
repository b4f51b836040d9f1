package dev.confab.chat.application.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.application.account.SignUp;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.device.Device;
import dev.confab.chat.domain.device.DeviceId;
import dev.confab.chat.domain.device.DeviceRegistration;
import dev.confab.chat.domain.device.DeviceType;
import dev.confab.chat.domain.device.PushToken;
import dev.confab.chat.domain.user.Email;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.Username;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DevicesTest {

    private final TestChat t = new TestChat();
    private final Devices devices = t.chat.devices();
    private final User ann = t.user("ann");
    private final User bob = t.user("bob");

    @Test
    void deviceIsListedUntilDeleted() {
        var registered = register(ann, "token", null);
        assertThat(registered.isNew()).isTrue();
        assertThat(devices.list(ann.id())).containsExactly(registered.device());
        devices.delete(ann.id(), registered.device().id());
        assertThat(devices.list(ann.id())).isEmpty();
    }

    @Test
    void sameTokenIsSameDevice() {
        var first = register(ann, "token", null).device();
        t.clock.tick();
        var second = register(ann, "token", null);
        assertThat(second.isNew()).isFalse();
        assertThat(devices.list(ann.id()))
                .containsExactly(second.device())
                .extracting(Device::id)
                .containsExactly(first.id());
    }

    @Test
    void registeringTokenOfAnotherTakesDeviceOver() {
        var first = register(ann, "token", null).device();
        var moved = register(bob, "token", null);
        assertThat(moved.isNew()).isFalse();
        assertThat(moved.device().id()).isEqualTo(first.id());
        assertThat(devices.list(ann.id())).isEmpty();
        assertThat(devices.list(bob.id())).containsExactly(moved.device());
    }

    @Test
    void newTokenOfSameInstallationReplacesDevice() {
        register(ann, "old", "phone");
        var other = register(ann, "other", "tablet").device();
        var ofBob = register(bob, "bob's", "phone").device();
        var renewed = register(ann, "new", "phone").device();
        assertThat(devices.list(ann.id())).containsExactlyInAnyOrder(renewed, other);
        assertThat(devices.list(bob.id())).containsExactly(ofBob);
    }

    @Test
    void deviceRenewedLeastRecentlyIsDeletedBeyondLimit() {
        IntStream.range(0, Device.MAX_OF_USER).forEach(number -> {
            t.clock.tick();
            register(ann, "token " + number, null);
        });
        t.clock.tick();
        register(ann, "token 0", null);
        t.clock.tick();
        register(ann, "one more", null);
        assertThat(devices.list(ann.id()))
                .hasSize(Device.MAX_OF_USER)
                .extracting(device -> device.token().value())
                .contains("one more", "token 0", "token 2")
                .doesNotContain("token 1");
    }

    @Test
    void devicesOfOthersAreNotFound() {
        var device = register(ann, "token", null).device();
        assertThatThrownBy(() -> devices.delete(bob.id(), device.id())).isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> devices.delete(ann.id(), new DeviceId(new UUID(7, 7))))
                .isInstanceOf(Refusal.NotFound.class);
        assertThat(devices.list(ann.id())).hasSize(1);
    }

    @Test
    void onlyOwnEmailAddressCanBeRegistered() {
        var signUp = new SignUp(new Username("eve"), TestChat.PASSWORD, new Email("eve@example.org"), null);
        var eve = t.accounts().signUp(signUp);
        assertThat(devices.register(eve.id(), emailRegistration("eve@example.org"))
                        .isNew())
                .isTrue();
        for (var user : new User[] {eve, ann}) {
            assertThatThrownBy(() -> devices.register(user.id(), emailRegistration("ann@example.org")))
                    .isInstanceOfSatisfying(
                            Refusal.Invalid.class,
                            refusal -> assertThat(refusal.field()).isEqualTo("registration_id"));
        }
    }

    @Test
    void sweepDeletesDevicesNotRenewed() {
        register(ann, "stale", null);
        t.clock.forward(Duration.ofDays(1));
        var kept = register(ann, "kept", null).device();
        t.clock.forward(Device.LIFETIME.minusDays(1).plusMillis(1));
        devices.sweep();
        assertThat(devices.list(ann.id())).containsExactly(kept);
    }

    private Devices.RegistrationResult register(User owner, String token, String installation) {
        return devices.register(
                owner.id(), new DeviceRegistration(DeviceType.ANDROID, new PushToken(token), "a name", installation));
    }

    private static DeviceRegistration emailRegistration(String address) {
        return new DeviceRegistration(DeviceType.EMAIL, new PushToken(address), null, null);
    }
}
