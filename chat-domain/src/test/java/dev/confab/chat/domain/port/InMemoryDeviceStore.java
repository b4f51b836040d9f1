package dev.confab.chat.domain.port;

import static java.util.Comparator.comparing;

import dev.confab.chat.domain.device.Device;
import dev.confab.chat.domain.device.DeviceId;
import dev.confab.chat.domain.device.MemberDevice;
import dev.confab.chat.domain.device.PushToken;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Devices in a map. */
public final class InMemoryDeviceStore implements DeviceStore {

    private static final Comparator<Device> BY_ID =
            comparing(device -> device.id().toString());
    private static final Comparator<Device> BY_RENEWAL =
            comparing(Device::renewed).reversed().thenComparing(BY_ID);

    private final InMemoryTransactions transactions;

    public InMemoryDeviceStore(InMemoryTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void lock(UserId owner) {
        transactions.writing();
    }

    @Override
    public boolean add(Device device) {
        var devices = transactions.writing().devices;
        if (find(device.token()).isPresent()) {
            return false;
        }
        devices.put(device.id(), device);
        return true;
    }

    @Override
    public void update(Device device) {
        transactions.writing().devices.replace(device.id(), device);
    }

    @Override
    public void updateDelivery(Device device) {
        transactions
                .writing()
                .devices
                .computeIfPresent(
                        device.id(),
                        (id, now) -> now.isOf(device.owner())
                                ? new Device(
                                        id,
                                        now.owner(),
                                        now.registration(),
                                        now.registered(),
                                        now.renewed(),
                                        device.failure(),
                                        device.mailed())
                                : now);
    }

    @Override
    public Optional<Device> find(DeviceId id) {
        return Optional.ofNullable(transactions.reading().devices.get(id));
    }

    @Override
    public Optional<Device> find(PushToken token) {
        return all().filter(device -> device.token().equals(token)).findFirst();
    }

    @Override
    public List<Device> of(UserId owner) {
        return all().filter(device -> device.isOf(owner)).sorted(BY_RENEWAL).toList();
    }

    @Override
    public Map<UserId, Integer> countOf(Set<UserId> owners) {
        return all().filter(device -> owners.contains(device.owner()))
                .collect(Collectors.groupingBy(Device::owner, Collectors.summingInt(device -> 1)));
    }

    @Override
    public void delete(Collection<DeviceId> ids) {
        transactions.writing().devices.keySet().removeAll(ids);
    }

    @Override
    public void deleteNotRenewedSince(Instant time) {
        delete(all().filter(device -> device.renewed().isBefore(time))
                .map(Device::id)
                .toList());
    }

    @Override
    public List<MemberDevice> ofMembers(RoomId room, @Nullable DeviceId after, int limit) {
        return all().sorted(BY_ID)
                .filter(device -> after == null || device.id().toString().compareTo(after.toString()) > 0)
                .flatMap(device -> reachable(device, room))
                .filter(found -> found.member().membership().isActive())
                .limit(limit)
                .toList();
    }

    @Override
    public List<MemberDevice> ofMembers(RoomId room, Collection<DeviceId> ids) {
        return all().filter(device -> ids.contains(device.id()))
                .flatMap(device -> reachable(device, room))
                .toList();
    }

    private Stream<MemberDevice> reachable(Device device, RoomId room) {
        var tables = transactions.reading();
        return tables.memberships.values().stream()
                .filter(member -> isOf(member, room, device))
                .map(member -> new MemberDevice(device, tables.withUser(member)));
    }

    private static boolean isOf(Membership member, RoomId room, Device device) {
        return member.room().equals(room) && member.isOf(device.owner());
    }

    private Stream<Device> all() {
        return transactions.reading().devices.values().stream();
    }
}
