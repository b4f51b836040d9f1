package dev.confab.chat.domain.port;

import dev.confab.chat.domain.device.Device;
import dev.confab.chat.domain.device.DeviceId;
import dev.confab.chat.domain.device.MemberDevice;
import dev.confab.chat.domain.device.PushToken;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A store of devices. Each call is one statement. All calls must be made within {@link Transactions}. */
public interface DeviceStore {

    /**
     * Locks the devices of {@code owner} until the transaction ends. Every registration starts with this call, so that
     * counting the devices is safe.
     */
    void lock(UserId owner);

    /**
     * Stores a new device, unless its token is registered already.
     *
     * @return false if the token is registered; then nothing is stored and the transaction continues. Of two concurrent
     *     calls, one returns false and then finds the device of the other.
     */
    boolean add(Device device);

    /** Replaces the device of the same id, whose token does not change. Does nothing if it no longer exists. */
    void update(Device device);

    /**
     * Stores only the failure of {@code device} and the time of its last e-mail. Does nothing if the device was deleted
     * or now belongs to another user.
     */
    void updateDelivery(Device device);

    Optional<Device> find(DeviceId id);

    Optional<Device> find(PushToken token);

    /** Returns the devices of {@code owner}, the most recently renewed first. */
    List<Device> of(UserId owner);

    /** Returns the number of devices of each owner. Owners without a device may be missing. */
    Map<UserId, Integer> countOf(Set<UserId> owners);

    /** Deletes those of the devices that exist. */
    void delete(Collection<DeviceId> ids);

    /** Deletes the devices that were last renewed before {@code time}. */
    void deleteNotRenewedSince(Instant time);

    /**
     * Returns at most {@code limit} devices of the room's active members in the order of device ids.
     *
     * @param after the id after which the result starts; null to start with the first
     */
    List<MemberDevice> ofMembers(RoomId room, @Nullable DeviceId after, int limit);

    /** Returns those of the devices whose owner is or was a member of the room, in no particular order. */
    List<MemberDevice> ofMembers(RoomId room, Collection<DeviceId> ids);
}
