package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.device.PendingPush;
import dev.confab.chat.domain.port.PushOutbox;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The outbox of pushes in {@code pending_push}. */
final class SqlPushOutbox implements PushOutbox {

    private final HibernateTransactions units;

    SqlPushOutbox(HibernateTransactions units) {
        this.units = units;
    }

    @Override
    public void add(List<PendingPush> pushes) {
        if (!pushes.isEmpty()) {
            units.writeSession()
                    .insertMultiple(pushes.stream()
                            .map(push -> new PendingPushRow().from(push))
                            .toList());
        }
    }

    @Override
    public boolean isAnyDue(Instant now) {
        return !units.readSession()
                .createSelectionQuery("select p.id from PendingPushRow p where p.due <= :now", UUID.class)
                .setParameter("now", now)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** Skips rows that other nodes are claiming, so that nodes neither wait nor claim the same rows. */
    @Override
    public List<PendingPush> claim(Instant now, Instant until, int limit) {
        var due = units.writeSession()
                .createNativeQuery("""
                        select * from pending_push where due <= :now order by due, id fetch first :limit rows only
                        for update skip locked""", PendingPushRow.class)
                .setParameter("now", now)
                .setParameter("limit", limit)
                .getResultList();
        move(due.stream().map(row -> row.id).toArray(UUID[]::new), until);
        return due.stream().map(row -> row.toDomain().withDue(until)).toList();
    }

    private void move(UUID[] ids, Instant due) {
        if (ids.length > 0) {
            units.writeSession()
                    .createNativeMutationQuery("update pending_push set due = :due where id = any(:ids)")
                    .setParameter("due", due)
                    .setParameter("ids", ids)
                    .executeUpdate();
        }
    }

    @Override
    public void done(Collection<PendingPush> claimed) {
        if (!claimed.isEmpty()) {
            delete(Queries.array(claimed, PendingPush::id));
        }
    }

    @Override
    public void replace(PendingPush claimed, PendingPush next) {
        var row = new PendingPushRow().from(next);
        units.writeSession()
                .createMutationQuery("""
                        update PendingPushRow p set p.afterId = :after, p.tries = :tries, p.due = :due
                        where p.id = :id and p.due = :claim""")
                .setParameter("after", row.afterId)
                .setParameter("tries", row.tries)
                .setParameter("due", row.due)
                .setParameter("id", row.id)
                .setParameter("claim", claimed.due())
                .executeUpdate();
    }

    @Override
    public Backlog backlog() {
        var row = units.readSession()
                .createSelectionQuery("select count(*), min(p.noted) from PendingPushRow p", Object[].class)
                .getSingleResult();
        return new Backlog((Long) row[0], Optional.ofNullable((Instant) row[1]));
    }

    @Override
    public int deleteCreatedBefore(Instant time, int limit) {
        var old = units.writeSession()
                .createNativeQuery(
                        "select id from pending_push where noted < :time fetch first :limit rows only"
                                + " for update skip locked",
                        UUID.class)
                .setParameter("time", time)
                .setParameter("limit", limit)
                .getResultList();
        return old.isEmpty() ? 0 : delete(old.toArray(UUID[]::new));
    }

    private int delete(UUID[] ids) {
        return units.writeSession()
                .createNativeMutationQuery("delete from pending_push where id = any(:ids)")
                .setParameter("ids", ids)
                .executeUpdate();
    }

    @Override
    public int trim(int most) {
        return units.writeSession()
                .createNativeMutationQuery("""
                        delete from pending_push where id in
                            (select id from pending_push order by due, id offset :most rows)""")
                .setParameter("most", most)
                .executeUpdate();
    }
}
