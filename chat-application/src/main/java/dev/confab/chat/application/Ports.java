package dev.confab.chat.application;

import dev.confab.chat.domain.port.IdSource;
import dev.confab.chat.domain.port.LoginStore;
import dev.confab.chat.domain.port.MembershipStore;
import dev.confab.chat.domain.port.MessageStore;
import dev.confab.chat.domain.port.PresenceStore;
import dev.confab.chat.domain.port.ReceiptJournal;
import dev.confab.chat.domain.port.RoomEvents;
import dev.confab.chat.domain.port.RoomStore;
import dev.confab.chat.domain.port.Timer;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.port.UserEvents;
import dev.confab.chat.domain.port.UserStore;
import java.time.InstantSource;

/**
 * Everything that chat needs from the world, as whoever embeds it hands it in.
 *
 * @param clock ticks in whole milliseconds, which is what stores keep and the wire shows
 */
public record Ports(
        Transactions transactions,
        UserStore users,
        LoginStore logins,
        RoomStore rooms,
        MembershipStore memberships,
        MessageStore messages,
        ReceiptJournal receipts,
        RoomEvents roomEvents,
        UserEvents userEvents,
        PresenceStore presence,
        IdSource ids,
        InstantSource clock,
        Timer timer) {}
