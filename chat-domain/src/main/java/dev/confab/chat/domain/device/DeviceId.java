package dev.confab.chat.domain.device;

import static java.util.Objects.requireNonNull;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Uuids;
import java.util.UUID;

/** Identifies one device. */
public record DeviceId(UUID value) {

    public DeviceId {
        requireNonNull(value);
    }

    /** Reads an id that came from outside; what is no id names nothing that exists. */
    public static DeviceId parse(String text) {
        return new DeviceId(Uuids.read(text).orElseThrow(() -> new Refusal.NotFound("device")));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
