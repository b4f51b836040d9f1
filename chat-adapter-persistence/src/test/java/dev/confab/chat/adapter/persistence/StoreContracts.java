package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.port.CategoryStoreContract;
import dev.confab.chat.domain.port.ClientIdContract;
import dev.confab.chat.domain.port.ConcurrentWritersContract;
import dev.confab.chat.domain.port.DeviceStoreContract;
import dev.confab.chat.domain.port.HostUserStoreContract;
import dev.confab.chat.domain.port.ImageCatalogContract;
import dev.confab.chat.domain.port.InviteStoreContract;
import dev.confab.chat.domain.port.LoginStoreContract;
import dev.confab.chat.domain.port.MemberCountContract;
import dev.confab.chat.domain.port.MemberListContract;
import dev.confab.chat.domain.port.MembershipLockContract;
import dev.confab.chat.domain.port.MembershipStoreContract;
import dev.confab.chat.domain.port.MessageHistoryContract;
import dev.confab.chat.domain.port.MessageSearchContract;
import dev.confab.chat.domain.port.MessageStoreContract;
import dev.confab.chat.domain.port.PushOutboxContract;
import dev.confab.chat.domain.port.ReactionStoreContract;
import dev.confab.chat.domain.port.ReceiptJournalContract;
import dev.confab.chat.domain.port.RoomDeletionContract;
import dev.confab.chat.domain.port.RoomKeyContract;
import dev.confab.chat.domain.port.RoomListContract;
import dev.confab.chat.domain.port.RoomLockContract;
import dev.confab.chat.domain.port.RoomStoreContract;
import dev.confab.chat.domain.port.ServiceTokenStoreContract;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.TransactionsContract;
import dev.confab.chat.domain.port.UserNameContract;
import dev.confab.chat.domain.port.UserSearchContract;
import dev.confab.chat.domain.port.UserStoreContract;
import org.junit.jupiter.api.Nested;

/** Every contract of the stores; each database extends this and says what it is. */
abstract class StoreContracts {

    abstract PersistenceAdapter adapter();

    private Stores allStores() {
        return Databases.stores(adapter());
    }

    @Nested
    class Units extends TransactionsContract {
        @Override
        protected Stores stores() {
            return allStores();
        }
    }

    @Nested
    class Users extends UserStoreContract {
        @Override
        protected Stores stores() {
            return allStores();
        }
    }

    @Nested
    class HostUsers extends HostUserStoreContract {
        @Override
        protected Stores stores() {
            return allStores();
        }
    }

    @Nested
    class UserSearch extends UserSearchContract {
        @Override
        protected Stores stores() {
            return allStores();
        }
    }

    @Nested
    class UserNames extends UserNameContract {
        @Override
        protected Stores stores() {
            return allStores();
        }
    }

    @Nested
    class Logins extends LoginStoreContract {
        @Override
        protected Stores stores() {
            return allStores();
        }
    }

    @Nested
    class Rooms extends RoomStoreContract {
        @Override
        protected Stores stores() {
            return allStores();
        }
    }

    @Nested
    class RoomKeys extends RoomKeyContract {
        @Override
        protected Stores stores() {
            return allStores();
        }
    }

    @Nested
    class RoomDeletions extends RoomDeletionContract {
        @Override
        protected Stores stores() {
            return allStores();
        }
    }

    @Nested
    class RoomLocks extends RoomLockContract {
        @Override
        protected Stores stores() {
            return allStores();
        }
    }

    @Nested
    class RoomLists extends RoomListContract {
        @Override
        protected Stores stores() {
            return allStores();
        }
    }

    @Nested
    class Memberships extends MembershipStoreContract {
        @Override
        protected Stores stores() {
            return allStores();
        }
    }

    @Nested
    class MembershipLocks extends MembershipLockContract {
        @Override
        protected Stores stores() {
            return allStores();
        }
    }

    @Nested
    class MemberCounts extends MemberCountContract {
        @Override
        protected Stores stores() {
            return allStores();
        }
    }

    @Nested
    class MemberLists extends MemberListContract {
        @Override
        protected Stores stores() {
            return allStores();
        }
    }

    @Nested
    class Messages extends MessageStoreContract {
        @Override
        protected Stores stores() {
            return allStores();
        }
    }

    @Nested
    class ClientIds extends ClientIdContract {
        @Override
        protected Stores stores() {
            return allStores();
        }
    }

    @Nested
    class MessageHistory extends MessageHistoryContract {
        @Override
        protected Stores stores() {
            return allStores();
        }
    }

    @Nested
    class Search extends MessageSearchContract {
        @Override
        protected Stores stores() {
            return allStores();
        }
    }

    @Nested
    class Reactions extends ReactionStoreContract {
        @Override
        protected Stores stores() {
            return allStores();
        }
    }

    @Nested
    class Receipts extends ReceiptJournalContract {
        @Override
        protected Stores stores() {
            return allStores();
        }
    }

    @Nested
    class Invites extends InviteStoreContract {
        @Override
        protected Stores stores() {
            return allStores();
        }
    }

    @Nested
    class Categories extends CategoryStoreContract {
        @Override
        protected Stores stores() {
            return allStores();
        }
    }

    @Nested
    class ServiceTokens extends ServiceTokenStoreContract {
        @Override
        protected Stores stores() {
            return allStores();
        }
    }

    @Nested
    class Devices extends DeviceStoreContract {
        @Override
        protected Stores stores() {
            return allStores();
        }
    }

    @Nested
    class PendingPushes extends PushOutboxContract {
        @Override
        protected Stores stores() {
            return allStores();
        }
    }

    @Nested
    class Writers extends ConcurrentWritersContract {
        @Override
        protected Stores stores() {
            return allStores();
        }
    }

    @Nested
    class Images extends ImageCatalogContract {
        @Override
        protected Stores stores() {
            return allStores();
        }
    }
}
