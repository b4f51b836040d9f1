package dev.confab.chat.domain.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final UserId ann = new UserId(UUID.randomUUID());
    private final UserId bob = new UserId(UUID.randomUUID());

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\u0000b", "\ud800"})
    void tokenIsPresentAndWellFormed(String token) {
        assertInvalid("registration_id", () -> new PushToken(token));
        assertInvalid("registration_id", () -> new PushToken("x".repeat(2_049)));
        assertThat(new PushToken("x".repeat(2_048)).toString()).doesNotContain("x");
    }

    @Test
    void nameAndInstallationHaveBounds() {
        var token = new PushToken("t");
        assertInvalid("name", () -> new DeviceRegistration(DeviceType.WEB, token, "x".repeat(101), null));
        assertInvalid("device_id", () -> new DeviceRegistration(DeviceType.WEB, token, null, "x".repeat(256)));
        assertInvalid("device_id", () -> new DeviceRegistration(DeviceType.WEB, token, null, " "));
        assertThat(new DeviceRegistration(DeviceType.WEB, token, "", "x".repeat(255)).name())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "/x",
                "ftp://example.org/",
                "https://",
                "https:///x",
                "https://a:b@example.org/",
                "http://a b/"
            })
    void webhookNeedsAnHttpUrl(String address) {
        assertInvalid("registration_id", () -> webhook(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org", "HTTP://[::1]:8080/x?y=z", "https://1.2.3.4/"})
    void webhookAcceptsEveryHttpUrl(String address) {
        assertThat(webhook(address).token().value()).isEqualTo(address);
    }

    @Test
    void newNameIsOneLineAndOldNameStays() {
        var strange = new DeviceRegistration(DeviceType.ANDROID, new PushToken("t"), "my\nphone", null);
        var id = new DeviceId(UUID.randomUUID());
        assertInvalid("name", () -> Device.registered(id, ann, strange, NOON));
        var old = new Device(id, ann, strange, NOON, NOON, null, null);
        assertThat(old.reregister(ann, strange, NOON).registration()).isEqualTo(strange);
        var other = new DeviceRegistration(DeviceType.ANDROID, new PushToken("t"), "my\u200bphone", null);
        assertInvalid("name", () -> old.reregister(ann, other, NOON));
    }

    @Test
    void reregistrationChangesTheOwnerAndClearsTheFailure() {
        var wish = new DeviceRegistration(DeviceType.ANDROID, new PushToken("t"), "phone", null);
        var device = Device.registered(new DeviceId(UUID.randomUUID()), ann, wish, NOON)
                .withFailure("HTTP 400", NOON);
        var again = device.reregister(ann, wish, NOON.plusSeconds(1));
        assertThat(again).isEqualTo(new Device(device.id(), ann, wish, NOON, NOON.plusSeconds(1), null, null));
        var moved = device.reregister(bob, wish, NOON.plusSeconds(2));
        assertThat(moved)
                .isEqualTo(new Device(device.id(), bob, wish, NOON.plusSeconds(2), NOON.plusSeconds(2), null, null));
        assertThatThrownBy(() -> moved.requireOf(ann)).isInstanceOf(Refusal.NotFound.class);
        assertThat(moved.requireOf(bob)).isEqualTo(moved);
    }

    @Test
    void failureReasonIsCut() {
        assertThat(new Device.Failure("𝒳".repeat(300), NOON).reason()).hasSize(400);
    }

    private static DeviceRegistration webhook(String address) {
        return new DeviceRegistration(DeviceType.WEBHOOK, new PushToken(address), null, null);
    }

    private static void assertInvalid(String field, Runnable wish) {
        assertThatThrownBy(wish::run)
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo(field));
    }
}
