package dev.confab.chat.application;

import dev.confab.chat.application.account.Accounts;
import dev.confab.chat.application.account.ActiveUsers;
import dev.confab.chat.application.account.Authentication;
import dev.confab.chat.application.account.Directory;
import dev.confab.chat.application.member.Members;
import dev.confab.chat.application.message.Messaging;
import dev.confab.chat.application.presence.Presence;
import dev.confab.chat.application.receipt.Receipts;
import dev.confab.chat.application.room.MessageDetails;
import dev.confab.chat.application.room.RoomChanges;
import dev.confab.chat.application.room.Rooms;
import dev.confab.chat.application.sync.Sync;
import java.util.Optional;

/**
 * Chat as a whole: every use case, ready to call from any thread. Holds no thread and nothing that must be closed; what
 * the {@link Ports} hold is closed by whoever made them.
 *
 * @param accounts empty where a host application keeps them
 */
public record Chat(
        Authentication authentication,
        Optional<Accounts> accounts,
        Directory directory,
        Rooms rooms,
        Members members,
        Messaging messaging,
        Receipts receipts,
        Presence presence,
        Sync sync) {

    public static Chat of(Ports p, Identity identity) {
        var users = new ActiveUsers(p.users());
        var details = new MessageDetails(p.memberships());
        var changes = new RoomChanges(
                p.transactions(), p.rooms(), p.memberships(), p.messages(), details, p.receipts(), p.roomEvents());
        return new Chat(
                authentication(p, identity),
                accounts(p, identity),
                Directory.of(p.transactions(), p.users()),
                Rooms.of(
                        changes,
                        p.transactions(),
                        users,
                        p.rooms(),
                        p.memberships(),
                        p.messages(),
                        details,
                        p.presence(),
                        p.ids(),
                        p.clock()),
                Members.of(changes, p.transactions(), users, p.rooms(), p.memberships(), p.ids(), p.clock()),
                Messaging.of(
                        changes,
                        p.transactions(),
                        users,
                        p.rooms(),
                        p.memberships(),
                        p.messages(),
                        details,
                        p.ids(),
                        p.clock()),
                Receipts.of(
                        p.transactions(),
                        p.rooms(),
                        p.memberships(),
                        p.messages(),
                        p.receipts(),
                        p.roomEvents(),
                        p.clock()),
                Presence.of(p.transactions(), p.memberships(), p.presence(), p.roomEvents(), p.timer()),
                Sync.of(p.transactions(), p.rooms(), p.memberships()));
    }

    private static Authentication authentication(Ports p, Identity identity) {
        return identity instanceof Identity.Own own
                ? Authentication.byAccounts(p.transactions(), p.users(), p.logins(), own.tokens(), p.clock())
                : Authentication.byHost(
                        p.transactions(), p.users(), ((Identity.Foreign) identity).tokens(), p.ids(), p.clock());
    }

    private static Optional<Accounts> accounts(Ports p, Identity identity) {
        return identity instanceof Identity.Own own
                ? Optional.of(Accounts.of(
                        p.transactions(),
                        p.users(),
                        p.logins(),
                        own.passwords(),
                        own.tokens(),
                        p.userEvents(),
                        p.ids(),
                        p.clock(),
                        own.lifetimes()))
                : Optional.empty();
    }
}
