package dev.confab.chat.application.device;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.application.port.PushConfig;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.device.Device;
import dev.confab.chat.domain.device.DeviceId;
import dev.confab.chat.domain.device.DeviceRegistration;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.user.UserId;
import java.util.List;
import java.util.Optional;

/**
 * A person's own devices, on which they are told what they miss. Those of others are a {@link Refusal.NotFound}, and so
 * is one that does not exist. Works whether anything is pushed at the moment or not.
 */
public interface Devices {

    /**
     * Makes a device {@code owner}'s, whoever's it was before. Takes the place of what they registered under the same
     * {@link DeviceRegistration#installation}, and where they have too many, of the one renewed the longest time ago.
     *
     * @throws Refusal.Invalid naming {@code registration_id} if it is an e-mail address, but not theirs
     */
    RegistrationResult register(UserId owner, DeviceRegistration wish);

    /** Those of {@code owner}, the one renewed last first; at most {@link Device#MAX_OF_USER}. */
    List<Device> list(UserId owner);

    void delete(UserId owner, DeviceId device);

    /** Deletes devices that were not renewed for {@link Device#LIFETIME}. To be called now and then. */
    void sweep();

    /**
     * What registering came to.
     *
     * @param isNew false if somebody had registered the token before
     * @param key by what its owner tells our pushes from those of others, if there is need of that
     */
    record RegistrationResult(Device device, boolean isNew, Optional<Secret> key) {}

    static Devices of(Stores stores, PushConfig push, Environment environment) {
        return new DevicesService(stores, push, environment);
    }
}
