package dev.confab.chat.application.device;

import dev.confab.chat.application.account.ActiveUsers;
import dev.confab.chat.application.port.Environment;
import dev.confab.chat.application.port.PushConfig;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.device.Device;
import dev.confab.chat.domain.device.DeviceId;
import dev.confab.chat.domain.device.DeviceRegistration;
import dev.confab.chat.domain.device.DeviceType;
import dev.confab.chat.domain.port.DeviceStore;
import dev.confab.chat.domain.port.IdSource;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

final class DevicesService implements Devices {

    private final Transactions transactions;
    private final ActiveUsers users;
    private final DeviceStore devices;
    private final PushConfig channels;
    private final IdSource ids;
    private final InstantSource clock;

    DevicesService(Stores stores, PushConfig channels, Environment environment) {
        this.transactions = stores.transactions();
        this.users = new ActiveUsers(stores.users());
        this.devices = stores.devices();
        this.channels = channels;
        this.ids = environment.ids();
        this.clock = environment.clock();
    }

    @Override
    public RegistrationResult register(UserId owner, DeviceRegistration wish) {
        return transactions.write(() -> {
            devices.lock(owner);
            requireOwnAddress(users.require(owner), wish);
            var registered = stored(owner, wish);
            deleteReplaced(registered.device());
            return registered;
        });
    }

    private static void requireOwnAddress(User owner, DeviceRegistration wish) {
        if (wish.type() == DeviceType.EMAIL
                && (owner.email() == null
                        || !owner.email().value().equals(wish.token().value()))) {
            throw new Refusal.Invalid("registration_id", "Must be your own e-mail address.");
        }
    }

    private RegistrationResult stored(UserId owner, DeviceRegistration wish) {
        var known = devices.find(wish.token());
        if (known.isEmpty()) {
            var made = Device.registered(new DeviceId(ids.next()), owner, wish, clock.instant());
            if (devices.add(made)) {
                return registered(made, true);
            }
            known = devices.find(wish.token());
        }
        var again = known.map(device -> device.reregister(owner, wish, clock.instant()))
                .orElseThrow(() -> new Refusal.Conflict("The device is just being deleted."));
        devices.update(again);
        return registered(again, false);
    }

    private RegistrationResult registered(Device device, boolean isNew) {
        return new RegistrationResult(device, isNew, keyOf(device));
    }

    private Optional<Secret> keyOf(Device device) {
        return channels.to(device.type()).flatMap(gateway -> gateway.signingSecret(device));
    }

    private void deleteReplaced(Device registered) {
        var others = new ArrayList<>(devices.of(registered.owner()));
        others.removeIf(device -> device.id().equals(registered.id()));
        var replaced = others.stream()
                .filter(device -> isSame(device.registration(), registered.registration()))
                .toList();
        others.removeAll(replaced);
        var tooMany = others.stream().skip(Device.MAX_OF_USER - 1L);
        devices.delete(Stream.concat(replaced.stream(), tooMany).map(Device::id).toList());
    }

    private static boolean isSame(DeviceRegistration earlier, DeviceRegistration now) {
        return now.installation() != null
                && now.type() == earlier.type()
                && now.installation().equals(earlier.installation());
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
        transactions.write(() -> {
            devices.deleteNotRenewedSince(clock.instant().minus(Device.LIFETIME));
            return true;
        });
    }
}
