package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.device.Device;
import dev.confab.chat.domain.device.DeviceId;
import dev.confab.chat.domain.device.DeviceRegistration;
import dev.confab.chat.domain.device.DeviceType;
import dev.confab.chat.domain.device.PushToken;
import dev.confab.chat.domain.user.UserId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One device. */
@Entity
@Table(name = "device")
final class DeviceRow {

    @Id
    UUID id;

    UUID ownerId;

    @Enumerated(EnumType.STRING)
    DeviceType type;

    String token;
    String tokenDigest;

    @Nullable
    String name;

    @Nullable
    String installation;

    Instant registered;
    Instant renewed;

    @Nullable
    String trouble;

    @Nullable
    Instant troubled;

    @Nullable
    Instant mailed;

    @SuppressWarnings("NullAway.Init") // filled by from() or Hibernate
    DeviceRow() {}

    DeviceRow from(Device device) {
        id = device.id().value();
        ownerId = device.owner().value();
        type = device.type();
        token = device.token().value();
        tokenDigest = device.token().digest().value();
        name = device.registration().name();
        installation = device.registration().installation();
        registered = device.registered();
        renewed = device.renewed();
        from(device.failure());
        mailed = device.mailed();
        return this;
    }

    private void from(Device.@Nullable Failure known) {
        trouble = known == null ? null : known.reason();
        troubled = known == null ? null : known.at();
    }

    Device toDomain() {
        var registration = new DeviceRegistration(type, new PushToken(token), name, installation);
        return new Device(
                new DeviceId(id), new UserId(ownerId), registration, registered, renewed, toFailure(), mailed);
    }

    private Device.@Nullable Failure toFailure() {
        return trouble == null || troubled == null ? null : new Device.Failure(trouble, troubled);
    }
}
