package dev.confab.chat.domain.port;

/**
 * The stores of one database and the transactions over them. All stores take part in the transaction of the calling
 * thread. Every accessor may be called at any time, from any thread, and always returns a store of the same database.
 */
public interface Stores {

    Transactions transactions();

    UserStore users();

    LoginStore logins();

    RoomStore rooms();

    MembershipStore memberships();

    MessageStore messages();

    MessageSearch search();

    ReactionStore reactions();

    ReceiptJournal receipts();

    InviteStore invites();

    CategoryStore categories();

    ServiceTokenStore serviceTokens();

    ImageCatalog images();

    DeviceStore devices();

    PushOutbox pushOutbox();
}
