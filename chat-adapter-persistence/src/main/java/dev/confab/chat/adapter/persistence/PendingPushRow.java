package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.device.DeviceId;
import dev.confab.chat.domain.device.PendingPush;
import dev.confab.chat.domain.room.MessageId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message that is still to be pushed, to many or to one device. */
@Entity
@Table(name = "pending_push")
final class PendingPushRow {

    @Id
    UUID id;

    UUID messageId;

    @Nullable
    UUID deviceId;

    @Nullable
    UUID afterId;

    int tries;
    Instant noted;
    Instant due;

    @SuppressWarnings("NullAway.Init") // filled by become, or by Hibernate
    PendingPushRow() {}

    PendingPushRow become(PendingPush push) {
        id = push.id();
        messageId = push.message().value();
        deviceId = value(push.device());
        afterId = value(push.after());
        tries = push.tries();
        noted = push.noted();
        due = push.due();
        return this;
    }

    PendingPush toDomain() {
        return new PendingPush(id, new MessageId(messageId), id(deviceId), id(afterId), tries, noted, due);
    }

    private static @Nullable UUID value(@Nullable DeviceId device) {
        return device == null ? null : device.value();
    }

    private static @Nullable DeviceId id(@Nullable UUID value) {
        return value == null ? null : new DeviceId(value);
    }
}
