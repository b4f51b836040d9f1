package dev.confab.chat.domain.port;

/** Stores for tests, each of which can be replaced. */
public record StoreTwins(
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
        DeviceStore devices,
        PushOutbox pushOutbox)
        implements Stores {

    /** Returns {@code stores} with other transactions, which must run their work in the original ones. */
    public static Stores withTransactions(Stores stores, Transactions transactions) {
        return new StoreTwins(
                transactions,
                stores.users(),
                stores.logins(),
                stores.rooms(),
                stores.memberships(),
                stores.messages(),
                stores.search(),
                stores.reactions(),
                stores.receipts(),
                stores.invites(),
                stores.categories(),
                stores.serviceTokens(),
                stores.images(),
                stores.devices(),
                stores.pushOutbox());
    }
}
