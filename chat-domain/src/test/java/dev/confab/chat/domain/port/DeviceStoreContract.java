package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.device.Device;
import dev.confab.chat.domain.device.DeviceId;
import dev.confab.chat.domain.device.DeviceRegistration;
import dev.confab.chat.domain.device.DeviceType;
import dev.confab.chat.domain.device.MemberDevice;
import dev.confab.chat.domain.device.PushToken;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link DeviceStore}. */
public abstract class DeviceStoreContract extends StoreContract {

    private static final Instant NOON = Instant.parse("2026-03-29T01:30:00.001Z");

    private User ann;

    @BeforeEach
    void someone() {
        ann = world.user();
    }

    @Test
    void storedDeviceIsReturnedUnchanged() {
        for (var type : DeviceType.values()) {
            var token = new PushToken("https://example.org/" + "x".repeat(1_990) + world.id());
            var wish = new DeviceRegistration(type, token, "Ann's 📱", "inst-1");
            var device = stored(Device.registered(new DeviceId(world.id()), ann.id(), wish, NOON));
            assertThat(find(device.id())).contains(device);
            assertThat(read(() -> db.devices().find(token))).contains(device);
        }
        var bare = device(ann, NOON);
        assertThat(find(bare.id())).contains(bare);
    }

    @Test
    void devicesAreCountedPerOwner() {
        var bob = world.user();
        var nobody = world.user();
        device(ann, NOON);
        device(ann, NOON);
        device(bob, NOON);
        device(world.user(), NOON);
        var counts = read(() -> db.devices().countOf(Set.of(ann.id(), bob.id(), nobody.id())));
        assertThat(counts).containsEntry(ann.id(), 2).containsEntry(bob.id(), 1);
        assertThat(counts.getOrDefault(nobody.id(), 0)).isZero();
        assertThat(counts.keySet()).isSubsetOf(ann.id(), bob.id(), nobody.id());
        assertThat(read(() -> db.devices().countOf(Set.of()))).isEmpty();
    }

    @Test
    void unknownDeviceIsNotFound() {
        var unknown = new DeviceId(world.id());
        assertThat(find(unknown)).isEmpty();
        assertThat(read(() -> db.devices().find(token()))).isEmpty();
        change(() -> db.devices().delete(List.of(unknown)));
        change(() -> db.devices().delete(List.of()));
        change(() -> db.devices().update(unstored(ann, token(), NOON)));
        assertThat(read(() -> db.devices().of(ann.id()))).isEmpty();
    }

    @Test
    void repeatedTokenIsNotStoredAndTheTransactionContinues() {
        var first = device(ann, NOON);
        var second = unstored(world.user(), first.token(), NOON);
        var other = unstored(ann, token(), NOON);
        boolean added = write(() -> {
            boolean answer = db.devices().add(second);
            assertThat(db.devices().add(other)).isTrue();
            return answer;
        });
        assertThat(added).isFalse();
        assertThat(find(second.id())).isEmpty();
        assertThat(find(other.id())).contains(other);
    }

    @Test
    void oneOfConcurrentRegistrationsSucceeds() {
        var token = token();
        var owners = world.users(4);
        var added = Together.run(4, number -> write(() -> db.devices().add(unstored(owners.get(number), token, NOON))));
        assertThat(added).containsOnlyOnce(true);
        assertThat(read(() -> db.devices().find(token))).isPresent();
    }

    @Test
    void updateReplacesTheDevice() {
        var before = device(ann, NOON);
        var troubled = before.withFailure("HTTP 400", NOON.plusMillis(5));
        change(() -> db.devices().update(troubled));
        assertThat(find(before.id())).contains(troubled);
        var bob = world.user();
        var wish = new DeviceRegistration(DeviceType.IOS, before.token(), "Bob's", "inst-2");
        var moved = troubled.reregister(bob.id(), wish, NOON.plusSeconds(1));
        change(() -> db.devices().update(moved));
        assertThat(find(before.id())).contains(moved);
        assertThat(read(() -> db.devices().of(ann.id()))).isEmpty();
    }

    @Test
    void deliveryUpdateChangesNothingElse() {
        var before = device(ann, NOON);
        var wish = new DeviceRegistration(DeviceType.IOS, before.token(), "new name", null);
        var renewed = before.reregister(ann.id(), wish, NOON.plusSeconds(1));
        change(() -> db.devices().update(renewed));
        change(() -> db.devices().updateDelivery(before.mailed(NOON.plusMillis(5))));
        assertThat(find(before.id())).contains(renewed.mailed(NOON.plusMillis(5)));
        change(() -> db.devices().updateDelivery(before.withFailure("HTTP 400", NOON.plusMillis(6))));
        assertThat(find(before.id())).contains(renewed.withFailure("HTTP 400", NOON.plusMillis(6)));
    }

    @Test
    void deliveryUpdateIgnoresDeviceOfAnotherOwner() {
        var before = device(ann, NOON);
        var moved = before.reregister(world.user().id(), before.registration(), NOON.plusSeconds(1));
        change(() -> db.devices().update(moved));
        change(() -> db.devices().updateDelivery(before.withFailure("HTTP 400", NOON.plusMillis(6))));
        change(() -> db.devices().updateDelivery(unstored(ann, token(), NOON)));
        assertThat(find(before.id())).contains(moved);
    }

    @Test
    void devicesOfAnOwnerComeByLatestRenewal() {
        var middle = device(ann, NOON.plusMillis(1));
        var old = device(ann, NOON);
        var young = device(ann, NOON.plusMillis(2));
        device(world.user(), NOON);
        assertThat(read(() -> db.devices().of(ann.id()))).containsExactly(young, middle, old);
    }

    @Test
    void deletionLeavesOtherDevices() {
        var gone = List.of(device(ann, NOON).id(), device(ann, NOON).id());
        var kept = device(ann, NOON);
        change(() -> db.devices().delete(gone));
        assertThat(read(() -> db.devices().of(ann.id()))).containsExactly(kept);
    }

    @Test
    void oldDevicesAreDeleted() {
        var end = NOON.minus(Duration.ofDays(2_000));
        device(ann, end.minusMillis(1));
        var kept = device(ann, end);
        change(() -> db.devices().deleteNotRenewedSince(end));
        assertThat(read(() -> db.devices().of(ann.id()))).containsExactly(kept);
    }

    @Test
    void devicesOfMembersArePagedWithoutDuplicates() {
        var room = world.group(ann);
        var expected = new ArrayList<Device>(List.of(device(ann, NOON), device(ann, NOON)));
        for (var member : world.users(3)) {
            world.join(room.id(), member);
            expected.add(device(member, NOON));
        }
        device(world.user(), NOON);
        var left = world.user();
        world.join(room.id(), left);
        device(left, NOON);
        world.leave(room.id(), left);
        var found = pages(room, 2);
        assertThat(found).extracting(MemberDevice::device).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(found)
                .filteredOn(one -> one.device().isOf(ann.id()))
                .extracting(MemberDevice::member)
                .containsOnly(new Member(world.membership(room.id(), ann), ann));
    }

    private List<MemberDevice> pages(Room room, int size) {
        var found = new ArrayList<MemberDevice>();
        for (var page = page(room, null, size); !page.isEmpty(); ) {
            assertThat(page).hasSizeLessThanOrEqualTo(size);
            found.addAll(page);
            page = page(room, found.get(found.size() - 1).device().id(), size);
        }
        return found;
    }

    private List<MemberDevice> page(Room room, DeviceId after, int size) {
        return read(() -> db.devices().ofMembers(room.id(), after, size));
    }

    @Test
    void devicesOfFormerMembersAreFoundById() {
        var room = world.group(ann);
        var bob = world.user();
        var device = device(bob, NOON);
        var other = device(bob, NOON);
        assertThat(ofMembers(room, device, other)).isEmpty();
        world.join(room.id(), bob);
        var left = new Member(world.leave(room.id(), bob), bob);
        assertThat(ofMembers(room, device, other, unstored(bob, token(), NOON)))
                .containsExactlyInAnyOrder(new MemberDevice(device, left), new MemberDevice(other, left));
        assertThat(ofMembers(room, other)).containsExactly(new MemberDevice(other, left));
        assertThat(ofMembers(room)).isEmpty();
    }

    @Test
    void lockBlocksOtherLocks() {
        var device = unstored(ann, token(), NOON);
        int counted = whileLocked(
                () -> db.devices().lock(ann.id()),
                () -> {
                    db.devices().lock(ann.id());
                    return db.devices().of(ann.id()).size();
                },
                () -> db.devices().add(device));
        assertThat(counted).isOne();
    }

    private List<MemberDevice> ofMembers(Room room, Device... devices) {
        return read(() -> db.devices()
                .ofMembers(room.id(), Stream.of(devices).map(Device::id).toList()));
    }

    private Device device(User owner, Instant at) {
        return stored(unstored(owner, token(), at));
    }

    private Device unstored(User owner, PushToken token, Instant at) {
        var wish = new DeviceRegistration(DeviceType.ANDROID, token, null, null);
        return Device.registered(new DeviceId(world.id()), owner.id(), wish, at);
    }

    private Device stored(Device device) {
        assertThat(write(() -> db.devices().add(device))).isTrue();
        return device;
    }

    private PushToken token() {
        return new PushToken(world.word());
    }

    private Optional<Device> find(DeviceId id) {
        return read(() -> db.devices().find(id));
    }
}
