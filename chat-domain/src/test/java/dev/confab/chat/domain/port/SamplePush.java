package dev.confab.chat.domain.port;

import dev.confab.chat.domain.device.Device;
import dev.confab.chat.domain.device.DeviceId;
import dev.confab.chat.domain.device.DeviceRegistration;
import dev.confab.chat.domain.device.DeviceType;
import dev.confab.chat.domain.device.Push;
import dev.confab.chat.domain.device.PushToken;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.UUID;

/** Sample pushes for tests of gateways. */
public final class SamplePush {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

    private SamplePush() {}

    /** Returns a device of a new user. */
    public static Device device(DeviceType type, String token) {
        var wish = new DeviceRegistration(type, new PushToken(token), null, null);
        return Device.registered(new DeviceId(UUID.randomUUID()), new UserId(UUID.randomUUID()), wish, NOON);
    }

    /** Returns a push of a new message in a new room. */
    public static Push to(Device device) {
        var id = new MessageId(UUID.randomUUID());
        var message = new Message(
                id,
                new RoomId(UUID.randomUUID()),
                7,
                new MembershipId(UUID.randomUUID()),
                false,
                null,
                "Hello 👋",
                NOON,
                null,
                null,
                null,
                Message.Counts.NONE,
                null,
                9);
        return new Push(device, message, "Tea \"Time\"", "Ann: Hello 👋", 3);
    }
}
