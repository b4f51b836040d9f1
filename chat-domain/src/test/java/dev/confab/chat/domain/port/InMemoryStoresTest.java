package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.user.UserId;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contracts of the stores, run on the in-memory twins. */
class InMemoryStoresTest {

    @Nested
    class OfTransactions extends TransactionsContract {
        @Override
        protected Stores stores() {
            return InMemoryStores.fresh();
        }
    }

    @Nested
    class OfUsers extends UserStoreContract {
        @Override
        protected Stores stores() {
            return InMemoryStores.fresh();
        }
    }

    @Nested
    class OfHostUsers extends HostUserStoreContract {
        @Override
        protected Stores stores() {
            return InMemoryStores.fresh();
        }
    }

    @Nested
    class OfUserSearch extends UserSearchContract {
        @Override
        protected Stores stores() {
            return InMemoryStores.fresh();
        }
    }

    @Nested
    class OfUserNames extends UserNameContract {
        @Override
        protected Stores stores() {
            return InMemoryStores.fresh();
        }
    }

    @Nested
    class OfLogins extends LoginStoreContract {
        @Override
        protected Stores stores() {
            return InMemoryStores.fresh();
        }
    }

    @Nested
    class OfRooms extends RoomStoreContract {
        @Override
        protected Stores stores() {
            return InMemoryStores.fresh();
        }
    }

    @Nested
    class OfRoomKeys extends RoomKeyContract {
        @Override
        protected Stores stores() {
            return InMemoryStores.fresh();
        }
    }

    @Nested
    class OfRoomDeletions extends RoomDeletionContract {
        @Override
        protected Stores stores() {
            return InMemoryStores.fresh();
        }
    }

    @Nested
    class OfRoomLocks extends RoomLockContract {
        @Override
        protected Stores stores() {
            return InMemoryStores.fresh();
        }
    }

    @Nested
    class OfRoomLists extends RoomListContract {
        @Override
        protected Stores stores() {
            return InMemoryStores.fresh();
        }
    }

    @Nested
    class OfMemberships extends MembershipStoreContract {
        @Override
        protected Stores stores() {
            return InMemoryStores.fresh();
        }
    }

    @Nested
    class OfMembershipLocks extends MembershipLockContract {
        @Override
        protected Stores stores() {
            return InMemoryStores.fresh();
        }
    }

    @Nested
    class OfMemberCounts extends MemberCountContract {
        @Override
        protected Stores stores() {
            return InMemoryStores.fresh();
        }
    }

    @Nested
    class OfMemberLists extends MemberListContract {
        @Override
        protected Stores stores() {
            return InMemoryStores.fresh();
        }
    }

    @Nested
    class OfMessages extends MessageStoreContract {
        @Override
        protected Stores stores() {
            return InMemoryStores.fresh();
        }
    }

    @Nested
    class OfClientIds extends ClientIdContract {
        @Override
        protected Stores stores() {
            return InMemoryStores.fresh();
        }
    }

    @Nested
    class OfMessageHistory extends MessageHistoryContract {
        @Override
        protected Stores stores() {
            return InMemoryStores.fresh();
        }
    }

    @Nested
    class OfSearch extends MessageSearchContract {
        @Override
        protected Stores stores() {
            return InMemoryStores.fresh();
        }
    }

    @Nested
    class OfReactions extends ReactionStoreContract {
        @Override
        protected Stores stores() {
            return InMemoryStores.fresh();
        }
    }

    @Nested
    class OfReceipts extends ReceiptJournalContract {
        @Override
        protected Stores stores() {
            return InMemoryStores.fresh();
        }
    }

    @Nested
    class OfInvites extends InviteStoreContract {
        @Override
        protected Stores stores() {
            return InMemoryStores.fresh();
        }
    }

    @Nested
    class OfCategories extends CategoryStoreContract {
        @Override
        protected Stores stores() {
            return InMemoryStores.fresh();
        }
    }

    @Nested
    class OfServiceTokens extends ServiceTokenStoreContract {
        @Override
        protected Stores stores() {
            return InMemoryStores.fresh();
        }
    }

    @Nested
    class OfImages extends ImageCatalogContract {
        @Override
        protected Stores stores() {
            return InMemoryStores.fresh();
        }
    }

    @Nested
    class OfDevices extends DeviceStoreContract {
        @Override
        protected Stores stores() {
            return InMemoryStores.fresh();
        }
    }

    @Nested
    class OfPendingPushes extends PushOutboxContract {
        @Override
        protected Stores stores() {
            return InMemoryStores.fresh();
        }
    }

    @Nested
    class OfWriters extends ConcurrentWritersContract {
        @Override
        protected Stores stores() {
            return InMemoryStores.fresh();
        }
    }

    @Test
    void storesRequireATransaction() {
        var stores = InMemoryStores.fresh();
        assertThatThrownBy(() -> stores.users().find(new UserId(UUID.randomUUID())))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void readTransactionCannotWrite() {
        var stores = InMemoryStores.fresh();
        var account = Accounts.of(new World(stores).newUser("ann"));
        assertThatThrownBy(() -> stores.transactions().read(() -> stores.users().add(account)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() ->
                        stores.transactions().snapshot(() -> stores.users().add(account)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void commitFailsOnRequest() {
        var transactions = new InMemoryTransactions();
        var stores = InMemoryStores.over(transactions);
        var account = Accounts.of(new World(stores).newUser("ann"));
        transactions.failNextCommit();
        assertThatThrownBy(() -> transactions.write(() -> stores.users().add(account)))
                .isInstanceOf(Unavailable.class);
        assertThat(transactions.<Boolean>write(() -> stores.users().add(account)))
                .isTrue();
    }
}
