package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.SecretDigest;
import dev.confab.chat.domain.port.InviteStore;
import dev.confab.chat.domain.room.Invite;
import dev.confab.chat.domain.room.RoomId;
import java.time.Instant;
import java.util.Optional;

/** The store of invites in {@code invite}. */
final class SqlInviteStore implements InviteStore {

    private final HibernateTransactions units;

    SqlInviteStore(HibernateTransactions units) {
        this.units = units;
    }

    @Override
    public void add(Invite invite) {
        units.writeSession().insert(new InviteRow().from(invite));
    }

    @Override
    public Optional<Invite> find(SecretDigest digest) {
        return Optional.ofNullable(units.readSession().get(InviteRow.class, digest.value()))
                .map(InviteRow::toDomain);
    }

    @Override
    public int count(RoomId room) {
        return units.readSession()
                .createSelectionQuery("select count(*) from InviteRow i where i.roomId = :room", Long.class)
                .setParameter("room", room.value())
                .getSingleResult()
                .intValue();
    }

    @Override
    public void dropExpired(RoomId room, Instant now) {
        units.writeSession()
                .createMutationQuery("delete from InviteRow i where i.roomId = :room and i.expires <= :now")
                .setParameter("room", room.value())
                .setParameter("now", now)
                .executeUpdate();
    }

    @Override
    public int deleteExpiredBefore(Instant time, int limit) {
        var expired = units.writeSession()
                .createNativeQuery(
                        "select digest from invite where expires < :time fetch first :limit rows only"
                                + units.dialect().lockingIdle(),
                        String.class)
                .setParameter("time", time)
                .setParameter("limit", limit)
                .getResultList();
        return expired.isEmpty() ? 0 : delete(expired.toArray(String[]::new));
    }

    private int delete(String[] digests) {
        return units.writeSession()
                .createNativeMutationQuery("delete from invite where digest = any(:digests)")
                .setParameter("digests", digests)
                .executeUpdate();
    }

    @Override
    public void delete(SecretDigest digest) {
        units.writeSession()
                .createMutationQuery("delete from InviteRow i where i.digest = :digest")
                .setParameter("digest", digest.value())
                .executeUpdate();
    }
}
