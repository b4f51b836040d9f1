package dev.confab.chat.domain.port;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.Receipt;
import dev.confab.chat.domain.room.ReceiptAdvance;
import java.util.List;

/** The append-only journal of every step of every watermark. Call within {@link Transactions}. */
public interface ReceiptJournal {

    /** Stores {@code steps}, those of one member in the order in which they were made; one statement. */
    void append(List<ReceiptAdvance> steps);

    /**
     * Who of the active members has received {@code message}, and when they received and saw it; the latest receipt
     * first, equal ones by membership id. The author is not among them, nor is who joined after it was posted. Two statements.
     */
    Page<Receipt> of(Message message, Page.Window window);
}
