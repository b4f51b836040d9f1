package dev.confab.chat.application;

import dev.confab.chat.application.push.PushConfig;
import dev.confab.chat.domain.port.CategoryStore;
import dev.confab.chat.domain.port.DeviceStore;
import dev.confab.chat.domain.port.IdSource;
import dev.confab.chat.domain.port.ImageCatalog;
import dev.confab.chat.domain.port.ImageCodec;
import dev.confab.chat.domain.port.ImageStore;
import dev.confab.chat.domain.port.InviteStore;
import dev.confab.chat.domain.port.LoginStore;
import dev.confab.chat.domain.port.MembershipStore;
import dev.confab.chat.domain.port.MessageSearch;
import dev.confab.chat.domain.port.MessageStore;
import dev.confab.chat.domain.port.PresenceStore;
import dev.confab.chat.domain.port.PushOutbox;
import dev.confab.chat.domain.port.ReactionStore;
import dev.confab.chat.domain.port.ReceiptJournal;
import dev.confab.chat.domain.port.RoomEvents;
import dev.confab.chat.domain.port.RoomStore;
import dev.confab.chat.domain.port.Scheduler;
import dev.confab.chat.domain.port.SecretSource;
import dev.confab.chat.domain.port.ServiceTokenStore;
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
        MessageSearch search,
        ReactionStore reactions,
        ReceiptJournal receipts,
        InviteStore invites,
        CategoryStore categories,
        ServiceTokenStore serviceTokens,
        ImageCatalog images,
        ImageStore imageFiles,
        ImageCodec imageCodec,
        DeviceStore devices,
        PushOutbox pushOutbox,
        PushConfig push,
        RoomEvents roomEvents,
        UserEvents userEvents,
        PresenceStore presence,
        SecretSource secrets,
        IdSource ids,
        InstantSource clock,
        Scheduler timer) {}
