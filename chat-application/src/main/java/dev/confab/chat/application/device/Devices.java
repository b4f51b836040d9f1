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
 * A user's devices for push notifications. Devices can be registered while push is off. Methods that take a device throw
 * {@link Refusal.NotFound} if it does not exist or has another owner.
 */
public interface Devices {

    /**
     * Registers a device for {@code owner}, and takes it from its former owner. It replaces the owner's device with the same
     * {@link DeviceRegistration#installation}. If the owner has too many devices, the one renewed least recently is deleted.
     *
     * @throws Refusal.Invalid naming {@code registration_id} if it is an e-mail address that is not the owner's
     */
    RegistrationResult register(UserId owner, DeviceRegistration registration);

    /** Returns the devices of {@code owner}, the one renewed last first; at most {@value Device#MAX_OF_USER}. */
    List<Device> list(UserId owner);

    /** Deletes a device. */
    void delete(UserId owner, DeviceId device);

    /** Deletes devices that were not renewed for {@link Device#LIFETIME}. To be called about every hour. */
    void sweep();

    /**
     * The result of registering a device.
     *
     * @param isNew whether its token was not known before
     * @param key the secret by which the receiver verifies our pushes; empty if the channel has none
     */
    record RegistrationResult(Device device, boolean isNew, Optional<Secret> key) {}

    /** Returns the use cases over {@code stores}. */
    static Devices of(Stores stores, PushConfig push, Environment environment) {
        return new DevicesService(stores, push, environment);
    }
}
