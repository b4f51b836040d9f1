package dev.confab.chat.domain.port;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.Receipt;
import dev.confab.chat.domain.room.ReceiptAdvance;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The journal in a list. */
public final class InMemoryReceiptJournal implements ReceiptJournal {

    private static final Comparator<Receipt> LATEST_FIRST = Comparator.comparing(Receipt::received)
            .reversed()
            .thenComparing(receipt -> receipt.member().membership().id().toString());

    private final InMemoryTransactions transactions;

    public InMemoryReceiptJournal(InMemoryTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void append(List<ReceiptAdvance> steps) {
        transactions.writing().steps.addAll(steps);
    }

    @Override
    public Page<Receipt> of(Message message, Page.Window window) {
        var receipts = transactions
                .reading()
                .active(message.room())
                .filter(member -> member.joinedSeq() < message.seq())
                .filter(member -> !member.id().equals(message.author()))
                .flatMap(member -> receipt(member, message.seq()).stream())
                .sorted(LATEST_FIRST)
                .toList();
        return Pages.cut(receipts, window);
    }

    private Optional<Receipt> receipt(Membership membership, long seq) {
        var member = transactions.reading().withUser(membership);
        var seen = steps(membership).stream()
                .filter(step -> step.seenFrom() < seq && seq <= step.seenTo())
                .map(ReceiptAdvance::at)
                .findFirst()
                .orElse(null);
        return steps(membership).stream()
                .filter(step -> step.receivedFrom() < seq && seq <= step.receivedTo())
                .map(step -> new Receipt(member, step.at(), seen))
                .findFirst();
    }

    private List<ReceiptAdvance> steps(Membership member) {
        return transactions.reading().steps.stream()
                .filter(step -> step.member().equals(member.id()))
                .toList();
    }
}
