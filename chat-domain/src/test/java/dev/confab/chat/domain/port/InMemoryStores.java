package dev.confab.chat.domain.port;

/** The in-memory twins of all stores, for tests of use cases. */
public final class InMemoryStores {

    private InMemoryStores() {}

    /** Returns empty stores with transactions of their own. */
    public static Stores fresh() {
        return over(new InMemoryTransactions());
    }

    public static Stores over(InMemoryTransactions transactions) {
        return new StoreTwins(
                transactions,
                new InMemoryUserStore(transactions),
                new InMemoryLoginStore(transactions),
                new InMemoryRoomStore(transactions),
                new InMemoryMembershipStore(transactions),
                new InMemoryMessageStore(transactions),
                new InMemoryMessageSearch(transactions),
                new InMemoryReactionStore(transactions),
                new InMemoryReceiptJournal(transactions),
                new InMemoryInviteStore(transactions),
                new InMemoryCategoryStore(transactions),
                new InMemoryServiceTokenStore(transactions),
                new InMemoryImageCatalog(transactions),
                new InMemoryDeviceStore(transactions),
                new InMemoryPushOutbox(transactions));
    }
}
