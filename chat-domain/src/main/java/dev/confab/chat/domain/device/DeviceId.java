package dev.confab.chat.domain.device;

import static java.util.Objects.requireNonNull;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Uuids;
import java.util.UUID;

/** The id of a device. */
public record DeviceId(UUID value) {

    public DeviceId {
        requireNonNull(value);
    }

    /**
     * Parses an id from outside.
     *
     * @throws Refusal.NotFound if the text is not an id, because it then identifies nothing
     */
    public static DeviceId parse(String text) {
        return new DeviceId(Uuids.parse(text).orElseThrow(() -> new Refusal.NotFound("device")));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
