package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.SecretDigest;
import dev.confab.chat.domain.port.InviteStore;
import dev.confab.chat.domain.room.Invite;
import dev.confab.chat.domain.room.RoomId;
import java.time.Instant;
import java.util.Optional;

/** Keeps the invites in {@code invite}. */
final class SqlInviteStore implements InviteStore {

    private final HibernateTransactions units;

    SqlInviteStore(HibernateTransactions units) {
        this.units = units;
    }

    @Override
    public void add(Invite invite) {
        units.writing().insert(new InviteRow().become(invite));
    }

    @Override
    public Optional<Invite> find(SecretDigest digest) {
        return Optional.ofNullable(units.reading().get(InviteRow.class, digest.value()))
                .map(InviteRow::toDomain);
    }

    @Override
    public int count(RoomId room) {
        return units.reading()
                .createSelectionQuery("select count(*) from InviteRow i where i.roomId = :room", Long.class)
                .setParameter("room", room.value())
                .getSingleResult()
                .intValue();
    }

    @Override
    public void dropExpired(RoomId room, Instant now) {
        units.writing()
                .createMutationQuery("delete from InviteRow i where i.roomId = :room and i.expires <= :now")
                .setParameter("room", room.value())
                .setParameter("now", now)
                .executeUpdate();
    }

    @Override
    public int deleteExpiredBefore(Instant time, int limit) {
        var expired = units.writing()
                .createNativeQuery(
                        "select digest from invite where expires < :time fetch first :limit rows only"
                                + units.flavor().lockingIdle(),
                        String.class)
                .setParameter("time", time)
                .setParameter("limit", limit)
                .getResultList();
        return expired.isEmpty() ? 0 : delete(expired.toArray(String[]::new));
    }

    private int delete(String[] digests) {
        return units.writing()
                .createNativeMutationQuery("delete from invite where digest = any(:digests)")
                .setParameter("digests", digests)
                .executeUpdate();
    }

    @Override
    public void delete(SecretDigest digest) {
        units.writing()
                .createMutationQuery("delete from InviteRow i where i.digest = :digest")
                .setParameter("digest", digest.value())
                .executeUpdate();
    }
}
