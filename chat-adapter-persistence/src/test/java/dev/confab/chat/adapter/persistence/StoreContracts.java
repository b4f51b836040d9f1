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

/** All contracts of the stores. Each database extends this class. */
abstract class StoreContracts {

    abstract PersistenceAdapter adapter();

    @Nested
    class Units extends TransactionsContract {
        @Override
        protected Stores stores() {
            return adapter();
        }
    }

    @Nested
    class Users extends UserStoreContract {
        @Override
        protected Stores stores() {
            return adapter();
        }
    }

    @Nested
    class HostUsers extends HostUserStoreContract {
        @Override
        protected Stores stores() {
            return adapter();
        }
    }

    @Nested
    class UserSearch extends UserSearchContract {
        @Override
        protected Stores stores() {
            return adapter();
        }
    }

    @Nested
    class UserNames extends UserNameContract {
        @Override
        protected Stores stores() {
            return adapter();
        }
    }

    @Nested
    class Logins extends LoginStoreContract {
        @Override
        protected Stores stores() {
            return adapter();
        }
    }

    @Nested
    class Rooms extends RoomStoreContract {
        @Override
        protected Stores stores() {
            return adapter();
        }
    }

    @Nested
    class RoomKeys extends RoomKeyContract {
        @Override
        protected Stores stores() {
            return adapter();
        }
    }

    @Nested
    class RoomDeletions extends RoomDeletionContract {
        @Override
        protected Stores stores() {
            return adapter();
        }
    }

    @Nested
    class RoomLocks extends RoomLockContract {
        @Override
        protected Stores stores() {
            return adapter();
        }
    }

    @Nested
    class RoomLists extends RoomListContract {
        @Override
        protected Stores stores() {
            return adapter();
        }
    }

    @Nested
    class Memberships extends MembershipStoreContract {
        @Override
        protected Stores stores() {
            return adapter();
        }
    }

    @Nested
    class MembershipLocks extends MembershipLockContract {
        @Override
        protected Stores stores() {
            return adapter();
        }
    }

    @Nested
    class MemberCounts extends MemberCountContract {
        @Override
        protected Stores stores() {
            return adapter();
        }
    }

    @Nested
    class MemberLists extends MemberListContract {
        @Override
        protected Stores stores() {
            return adapter();
        }
    }

    @Nested
    class Messages extends MessageStoreContract {
        @Override
        protected Stores stores() {
            return adapter();
        }
    }

    @Nested
    class ClientIds extends ClientIdContract {
        @Override
        protected Stores stores() {
            return adapter();
        }
    }

    @Nested
    class MessageHistory extends MessageHistoryContract {
        @Override
        protected Stores stores() {
            return adapter();
        }
    }

    @Nested
    class Search extends MessageSearchContract {
        @Override
        protected Stores stores() {
            return adapter();
        }
    }

    @Nested
    class Reactions extends ReactionStoreContract {
        @Override
        protected Stores stores() {
            return adapter();
        }
    }

    @Nested
    class Receipts extends ReceiptJournalContract {
        @Override
        protected Stores stores() {
            return adapter();
        }
    }

    @Nested
    class Invites extends InviteStoreContract {
        @Override
        protected Stores stores() {
            return adapter();
        }
    }

    @Nested
    class Categories extends CategoryStoreContract {
        @Override
        protected Stores stores() {
            return adapter();
        }
    }

    @Nested
    class ServiceTokens extends ServiceTokenStoreContract {
        @Override
        protected Stores stores() {
            return adapter();
        }
    }

    @Nested
    class Devices extends DeviceStoreContract {
        @Override
        protected Stores stores() {
            return adapter();
        }
    }

    @Nested
    class PendingPushes extends PushOutboxContract {
        @Override
        protected Stores stores() {
            return adapter();
        }
    }

    @Nested
    class Writers extends ConcurrentWritersContract {
        @Override
        protected Stores stores() {
            return adapter();
        }
    }

    @Nested
    class Images extends ImageCatalogContract {
        @Override
        protected Stores stores() {
            return adapter();
        }
    }
}
