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

/** Keeps the devices. Each call is one statement. Call within {@link Transactions}. */
public interface DeviceStore {

    /**
     * Keeps everybody else from locking the devices of {@code owner} until the transaction ends. Every registration
     * starts with this, so that devices can be counted.
     */
    void lock(UserId owner);

    /**
     * Stores a new device, unless there is one of its token.
     *
     * @return false if there is; nothing is stored then, and the unit of work goes on. Of two concurrent calls one gets
     *     false, and finds what the other one stored.
     */
    boolean add(Device device);

    /** Stores {@code device} over the one of the same id; does nothing if that is gone. Its token does not change. */
    void update(Device device);

    /**
     * Notes the trouble of {@code device} and when it was mailed to, and nothing else; does nothing if it is gone, or
     * somebody else's by now.
     */
    void updateDelivery(Device device);

    Optional<Device> find(DeviceId id);

    Optional<Device> find(PushToken token);

    /** Those of {@code owner}, the one that was renewed last first. */
    List<Device> of(UserId owner);

    /** How many devices each of {@code owners} has; who has none may be missing. */
    Map<UserId, Integer> countOf(Set<UserId> owners);

    /** Deletes the devices, as far as they are there. */
    void delete(Collection<DeviceId> ids);

    /** Deletes those that were not renewed since {@code time}. */
    void deleteNotRenewedSince(Instant time);

    /**
     * At most {@code limit} devices of the room's active members in the order of their ids, beginning after {@code
     * after}.
     */
    List<MemberDevice> ofMembers(RoomId room, @Nullable DeviceId after, int limit);

    /** Those of {@code ids} whose owner is or was a member of the room, in no particular order. */
    List<MemberDevice> ofMembers(RoomId room, Collection<DeviceId> ids);
}
