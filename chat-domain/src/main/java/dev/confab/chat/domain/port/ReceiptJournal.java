package dev.confab.chat.domain.port;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.Receipt;
import dev.confab.chat.domain.room.ReceiptAdvance;
import java.util.List;

/** The append-only journal of all watermark advances. All calls must be made within {@link Transactions}. */
public interface ReceiptJournal {

    /** Stores the steps; those of one member come in the order in which they were made. One statement. */
    void append(List<ReceiptAdvance> steps);

    /**
     * Returns when active members received and saw the message, the latest receipt first and then by membership id. The
     * author and members who joined after the message was posted have no receipt. Two statements.
     */
    Page<Receipt> of(Message message, Page.Window window);
}
