package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.device.Device;
import dev.confab.chat.domain.device.DeviceId;
import dev.confab.chat.domain.device.MemberDevice;
import dev.confab.chat.domain.device.PushToken;
import dev.confab.chat.domain.port.DeviceStore;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.LockMode;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** The store of devices in {@code device}. */
final class SqlDeviceStore implements DeviceStore {

    /** The smallest id. */
    private static final UUID NONE = new UUID(0, 0);

    private static final String WITH_MEMBER = """
            select {d.*}, {m.*}, {u.*} from device d
            join app_user u on u.id = d.owner_id
            join membership m on m.user_id = u.id and m.room_id = :room\s""";

    private final HibernateTransactions units;

    SqlDeviceStore(HibernateTransactions units) {
        this.units = units;
    }

    @Override
    public void lock(UserId owner) {
        units.writeSession().get(UserRow.class, owner.value(), LockMode.PESSIMISTIC_WRITE);
    }

    /** Waits for a concurrent insertion of the same token, and skips the second one. */
    @Override
    public boolean add(Device device) {
        var row = new DeviceRow().from(device);
        return units.writeSession()
                        .createMutationQuery("""
                                insert into DeviceRow (id, ownerId, type, token, tokenDigest, name, installation,
                                    registered, renewed, trouble, troubled, mailed)
                                values (:id, :owner, :type, :token, :digest, :name, :installation,
                                    :registered, :renewed, :trouble, :troubled, :mailed)
                                on conflict do nothing""")
                        .setParameter("id", row.id)
                        .setParameter("owner", row.ownerId)
                        .setParameter("type", row.type)
                        .setParameter("token", row.token)
                        .setParameter("digest", row.tokenDigest)
                        .setParameter("name", row.name)
                        .setParameter("installation", row.installation)
                        .setParameter("registered", row.registered)
                        .setParameter("renewed", row.renewed)
                        .setParameter("trouble", row.trouble)
                        .setParameter("troubled", row.troubled)
                        .setParameter("mailed", row.mailed)
                        .executeUpdate()
                > 0;
    }

    /** Uses a query, because a session reports a missing row as an error. */
    @Override
    public void update(Device device) {
        var row = new DeviceRow().from(device);
        units.writeSession()
                .createMutationQuery("""
                        update DeviceRow d set d.ownerId = :owner, d.type = :type, d.name = :name,
                            d.installation = :installation, d.registered = :registered, d.renewed = :renewed,
                            d.trouble = :trouble, d.troubled = :troubled, d.mailed = :mailed
                        where d.id = :id""")
                .setParameter("id", row.id)
                .setParameter("owner", row.ownerId)
                .setParameter("type", row.type)
                .setParameter("name", row.name)
                .setParameter("installation", row.installation)
                .setParameter("registered", row.registered)
                .setParameter("renewed", row.renewed)
                .setParameter("trouble", row.trouble)
                .setParameter("troubled", row.troubled)
                .setParameter("mailed", row.mailed)
                .executeUpdate();
    }

    @Override
    public void updateDelivery(Device device) {
        var row = new DeviceRow().from(device);
        units.writeSession()
                .createMutationQuery("""
                        update DeviceRow d set d.trouble = :trouble, d.troubled = :troubled, d.mailed = :mailed
                        where d.id = :id and d.ownerId = :owner""")
                .setParameter("trouble", row.trouble)
                .setParameter("troubled", row.troubled)
                .setParameter("mailed", row.mailed)
                .setParameter("id", row.id)
                .setParameter("owner", row.ownerId)
                .executeUpdate();
    }

    @Override
    public Optional<Device> find(DeviceId id) {
        return Optional.ofNullable(units.readSession().get(DeviceRow.class, id.value()))
                .map(DeviceRow::toDomain);
    }

    @Override
    public Optional<Device> find(PushToken token) {
        return units.readSession()
                .createSelectionQuery("from DeviceRow d where d.tokenDigest = :digest", DeviceRow.class)
                .setParameter("digest", token.digest().value())
                .uniqueResultOptional()
                .map(DeviceRow::toDomain);
    }

    @Override
    public List<Device> of(UserId owner) {
        var found = units.readSession()
                .createSelectionQuery(
                        "from DeviceRow d where d.ownerId = :owner order by d.renewed desc, d.id", DeviceRow.class)
                .setParameter("owner", owner.value());
        return Queries.list(found, DeviceRow::toDomain);
    }

    @Override
    public Map<UserId, Integer> countOf(Set<UserId> owners) {
        if (owners.isEmpty()) {
            return Map.of();
        }
        return units.readSession()
                .createNativeQuery(
                        "select owner_id as owner, count(*) as devices from device where owner_id = any(:owners)"
                                + " group by owner_id",
                        Object[].class)
                .addScalar("owner", UUID.class)
                .addScalar("devices", Integer.class)
                .setParameter("owners", Queries.array(owners, UserId::value))
                .getResultStream()
                .collect(Collectors.toMap(row -> new UserId((UUID) row[0]), row -> (Integer) row[1]));
    }

    @Override
    public void delete(Collection<DeviceId> ids) {
        if (!ids.isEmpty()) {
            units.writeSession()
                    .createNativeMutationQuery("delete from device where id = any(:ids)")
                    .setParameter("ids", Queries.array(ids, DeviceId::value))
                    .executeUpdate();
        }
    }

    @Override
    public void deleteNotRenewedSince(Instant time) {
        units.writeSession()
                .createMutationQuery("delete from DeviceRow d where d.renewed < :time")
                .setParameter("time", time)
                .executeUpdate();
    }

    @Override
    public List<MemberDevice> ofMembers(RoomId room, @Nullable DeviceId after, int limit) {
        return withMember(
                        "where d.id > :after and m.standing = 'ACTIVE' order by d.id fetch first :limit rows only",
                        room)
                .setParameter("after", after == null ? NONE : after.value())
                .setParameter("limit", limit)
                .getResultList();
    }

    @Override
    public List<MemberDevice> ofMembers(RoomId room, Collection<DeviceId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return withMember("where d.id = any(:ids)", room)
                .setParameter("ids", Queries.array(ids, DeviceId::value))
                .getResultList();
    }

    private NativeQuery<MemberDevice> withMember(String condition, RoomId room) {
        return units.readSession()
                .createNativeQuery(WITH_MEMBER + condition, Object[].class)
                .addEntity("d", DeviceRow.class)
                .addEntity("m", MembershipRow.class)
                .addEntity("u", UserRow.class)
                .setTupleTransformer((row, names) -> reachable(row))
                .setParameter("room", room.value());
    }

    private static MemberDevice reachable(Object[] row) {
        var member = new MemberRow((MembershipRow) row[1], (UserRow) row[2]);
        return new MemberDevice(((DeviceRow) row[0]).toDomain(), member.toDomain());
    }
}
