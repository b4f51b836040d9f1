package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.port.ReceiptJournal;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.Receipt;
import dev.confab.chat.domain.room.ReceiptAdvance;
import java.util.List;
import org.hibernate.query.SelectionQuery;

/** The journal of receipts in {@code receipt_advance}. */
final class SqlReceiptJournal implements ReceiptJournal {

    /**
     * The advances of one member never overlap, so the advance that covers a message is the first that ends at or after
     * it. This takes one index lookup per member, however long the journal is. Authors have no advance over their own
     * messages.
     */
    private static final String RECEIVED = """
             from MembershipRow m join UserRow u on u.id = m.userId
            join AdvanceRow r on r.memberId = m.id and r.receivedFrom < :seq and r.receivedTo =
                (select min(x.receivedTo) from AdvanceRow x where x.memberId = m.id and x.receivedTo >= :seq)
            left join AdvanceRow s on s.memberId = m.id and s.seenFrom < :seq and s.seenTo =
                (select min(y.seenTo) from AdvanceRow y where y.memberId = m.id and y.seenTo >= :seq)
            where m.roomId = :room and m.standing = ACTIVE and m.id <> :author and m.joinedSeq < :seq""";

    private final HibernateTransactions units;

    SqlReceiptJournal(HibernateTransactions units) {
        this.units = units;
    }

    @Override
    public void append(List<ReceiptAdvance> steps) {
        units.writeSession()
                .insertMultiple(
                        steps.stream().map(step -> new AdvanceRow().from(step)).toList());
    }

    @Override
    public Page<Receipt> of(Message message, Page.Window window) {
        var session = units.readSession();
        var total = of(message, session.createSelectionQuery("select count(*)" + RECEIVED, Long.class));
        var items = of(
                message,
                session.createSelectionQuery(
                        "select new " + ReceiptRow.class.getName() + "(m, u, r.advanced, s.advanced)" + RECEIVED
                                + " order by r.advanced desc, m.id",
                        ReceiptRow.class));
        return new Page<>(total.getSingleResult(), Queries.list(Queries.within(items, window), ReceiptRow::toDomain));
    }

    private static <R> SelectionQuery<R> of(Message message, SelectionQuery<R> query) {
        return query.setParameter("room", message.room().value())
                .setParameter("author", message.author().value())
                .setParameter("seq", message.seq());
    }
}
