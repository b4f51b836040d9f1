package dev.confab.chat.domain.port;

/**
 * The stores of one database and the units of work over them: all that an adapter hands to the contracts of the store
 * ports.
 */
public record Stores(
        Transactions transactions,
        UserStore users,
        LoginStore logins,
        RoomStore rooms,
        MembershipStore memberships,
        MessageStore messages,
        MessageSearch search,
        ReactionStore reactions,
        ReceiptJournal journal,
        InviteStore invites,
        CategoryStore categories,
        ServiceTokenStore serviceTokens,
        ImageCatalog images,
        DeviceStore devices,
        PushOutbox pushOutbox) {}
