package dev.confab.chat.application.device;

import dev.confab.chat.application.account.ActiveUsers;
import dev.confab.chat.application.port.Environment;
import dev.confab.chat.application.port.PushConfig;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.device.Device;
import dev.confab.chat.domain.device.DeviceId;
import dev.confab.chat.domain.device.DeviceRegistration;
import dev.confab.chat.domain.device.DeviceType;
import dev.confab.chat.domain.port.DeviceStore;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

final class DevicesService implements Devices {

    private final Transactions transactions;
    private final ActiveUsers users;
    private final DeviceStore devices;
    private final PushConfig push;
    private final Environment environment;

    DevicesService(Stores stores, PushConfig push, Environment environment) {
        this.transactions = stores.transactions();
        this.users = new ActiveUsers(stores.users());
        this.devices = stores.devices();
        this.push = push;
        this.environment = environment;
    }

    @Override
    public RegistrationResult register(UserId owner, DeviceRegistration registration) {
        return transactions.write(() -> {
            devices.lock(owner);
            requireOwnAddress(users.require(owner), registration);
            var result = addOrRenew(owner, registration);
            deleteReplaced(result.device());
            return result;
        });
    }

    private static void requireOwnAddress(User owner, DeviceRegistration registration) {
        if (registration.type() == DeviceType.EMAIL
                && (owner.email() == null
                        || !owner.email().value().equals(registration.token().value()))) {
            throw new Refusal.Invalid("registration_id", "Must be your own e-mail address.");
        }
    }

    private RegistrationResult addOrRenew(UserId owner, DeviceRegistration registration) {
        var known = devices.find(registration.token());
        if (known.isEmpty()) {
            var added = Device.registered(new DeviceId(environment.ids().next()), owner, registration, now());
            if (devices.add(added)) {
                return result(added, true);
            }
            known = devices.find(registration.token());
        }
        var renewed = known.map(device -> device.reregister(owner, registration, now()))
                .orElseThrow(() -> new Refusal.Conflict("The device is being deleted."));
        devices.update(renewed);
        return result(renewed, false);
    }

    private RegistrationResult result(Device device, boolean isNew) {
        var key = push.to(device.type()).flatMap(gateway -> gateway.signingSecret(device));
        return new RegistrationResult(device, isNew, key);
    }

    /** Deletes the device that {@code registered} replaces, and those beyond the limit. */
    private void deleteReplaced(Device registered) {
        var others = new ArrayList<>(devices.of(registered.owner()));
        others.removeIf(device -> device.id().equals(registered.id()));
        var replaced = others.stream()
                .filter(device -> isSameInstallation(device.registration(), registered.registration()))
                .toList();
        others.removeAll(replaced);
        var excess = others.stream().skip(Device.MAX_OF_USER - 1L);
        devices.delete(Stream.concat(replaced.stream(), excess).map(Device::id).toList());
    }

    private static boolean isSameInstallation(DeviceRegistration earlier, DeviceRegistration current) {
        return current.installation() != null
                && current.type() == earlier.type()
                && current.installation().equals(earlier.installation());
    }

    @Override
    public List<Device> list(UserId owner) {
        return transactions.read(() -> devices.of(owner));
    }

    @Override
    public void delete(UserId owner, DeviceId id) {
        transactions.write(() -> {
            var device = devices.find(id).orElseThrow(() -> new Refusal.NotFound("device"));
            devices.delete(List.of(device.requireOf(owner).id()));
            return id;
        });
    }

    @Override
    public void sweep() {
        var end = now().minus(Device.LIFETIME);
        transactions.write(() -> {
            devices.deleteNotRenewedSince(end);
            return end;
        });
    }

    private Instant now() {
        return environment.clock().instant();
    }
}
