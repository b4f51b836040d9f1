package dev.confab.chat.application;

import dev.confab.chat.application.account.Accounts;
import dev.confab.chat.application.account.ActiveUsers;
import dev.confab.chat.application.account.Authentication;
import dev.confab.chat.application.account.Deactivation;
import dev.confab.chat.application.account.Directory;
import dev.confab.chat.application.admin.Administration;
import dev.confab.chat.application.category.Categories;
import dev.confab.chat.application.device.Devices;
import dev.confab.chat.application.image.Images;
import dev.confab.chat.application.integration.Integrations;
import dev.confab.chat.application.invite.Invites;
import dev.confab.chat.application.member.Members;
import dev.confab.chat.application.message.Messaging;
import dev.confab.chat.application.presence.Presence;
import dev.confab.chat.application.push.PushDelivery;
import dev.confab.chat.application.push.PushEnqueuer;
import dev.confab.chat.application.reaction.Reactions;
import dev.confab.chat.application.receipt.Receipts;
import dev.confab.chat.application.room.ImageCleanup;
import dev.confab.chat.application.room.MessageDetailsLoader;
import dev.confab.chat.application.room.RoomUpdates;
import dev.confab.chat.application.room.RoomViewLoader;
import dev.confab.chat.application.room.Rooms;
import dev.confab.chat.application.sync.Sync;
import dev.confab.chat.application.upkeep.Upkeep;
import dev.confab.chat.domain.room.ReactionPolicy;
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
        Invites invites,
        Categories categories,
        Integrations integrations,
        Messaging messaging,
        Reactions reactions,
        Images images,
        Receipts receipts,
        Presence presence,
        Sync sync,
        Devices devices,
        PushDelivery pushing,
        Administration administration,
        Upkeep upkeep) {

    /** With whatever reactions people like. */
    public static Chat of(Ports p, Identity identity) {
        return of(p, identity, ReactionPolicy.ANY);
    }

    public static Chat of(Ports p, Identity identity, ReactionPolicy reactions) {
        var users = new ActiveUsers(p.users());
        var details = new MessageDetailsLoader(p.memberships(), p.reactions(), p.images());
        var views = new RoomViewLoader(p.memberships(), p.messages(), details, p.categories(), p.presence());
        var files = new ImageCleanup(p.transactions(), p.images(), p.imageFiles(), p.timer(), p.clock());
        var changes = new RoomUpdates(
                p.transactions(),
                p.users(),
                p.rooms(),
                p.memberships(),
                p.messages(),
                p.reactions(),
                details,
                p.images(),
                files,
                p.receipts(),
                new PushEnqueuer(p.pushOutbox(), p.push()),
                p.roomEvents());
        var members = Members.of(
                changes,
                p.transactions(),
                users,
                p.rooms(),
                p.memberships(),
                p.invites(),
                p.roomEvents(),
                p.ids(),
                p.clock());
        var messaging = Messaging.of(
                changes,
                p.transactions(),
                p.rooms(),
                p.memberships(),
                p.messages(),
                p.search(),
                details,
                p.ids(),
                p.clock());
        var accounts = accounts(p, identity, members);
        var rooms = Rooms.of(changes, p.transactions(), users, p.rooms(), p.memberships(), views, p.ids(), p.clock());
        var pushing = PushDelivery.of(
                p.transactions(),
                p.rooms(),
                p.memberships(),
                p.messages(),
                p.devices(),
                p.pushOutbox(),
                p.presence(),
                p.push(),
                p.ids(),
                p.clock());
        return new Chat(
                authentication(p, identity),
                accounts,
                Directory.of(p.transactions(), p.users()),
                rooms,
                members,
                Invites.of(changes, p.invites(), p.secrets(), p.clock()),
                Categories.of(p.transactions(), p.categories(), p.rooms(), p.ids()),
                Integrations.of(p.transactions(), p.serviceTokens(), p.secrets(), p.clock()),
                messaging,
                Reactions.of(
                        changes,
                        p.transactions(),
                        users,
                        p.rooms(),
                        p.messages(),
                        p.reactions(),
                        details,
                        reactions,
                        p.ids(),
                        p.clock()),
                Images.of(
                        changes,
                        messaging,
                        p.transactions(),
                        p.users(),
                        p.rooms(),
                        p.memberships(),
                        p.messages(),
                        p.images(),
                        files,
                        p.imageFiles(),
                        p.imageCodec(),
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
                Presence.of(p.transactions(), p.rooms(), p.memberships(), p.presence(), p.roomEvents(), p.timer()),
                Sync.of(
                        p.transactions(),
                        p.users(),
                        p.logins(),
                        p.rooms(),
                        p.memberships(),
                        p.messages(),
                        details,
                        views),
                Devices.of(p.transactions(), users, p.devices(), p.push(), p.ids(), p.clock()),
                pushing,
                Administration.of(
                        p.transactions(),
                        accounts,
                        new Deactivation(
                                p.transactions(),
                                p.users(),
                                p.logins(),
                                members::leaveGroups,
                                p.userEvents(),
                                p.clock()),
                        rooms,
                        messaging,
                        pushing,
                        details,
                        p.users(),
                        p.rooms(),
                        p.memberships(),
                        p.messages(),
                        p.devices(),
                        p.presence(),
                        p.userEvents()),
                new Upkeep(p.transactions(), p.logins(), p.invites(), p.pushOutbox(), p.clock()));
    }

    private static Authentication authentication(Ports p, Identity identity) {
        return identity instanceof Identity.LocalIdentity own
                ? Authentication.byAccounts(p.transactions(), p.logins(), own.tokens(), p.clock())
                : Authentication.byHost(
                        p.transactions(), p.users(), ((Identity.HostIdentity) identity).tokens(), p.ids(), p.clock());
    }

    private static Optional<Accounts> accounts(Ports p, Identity identity, Members members) {
        return identity instanceof Identity.LocalIdentity own
                ? Optional.of(Accounts.of(
                        p.transactions(),
                        p.users(),
                        p.logins(),
                        members::leaveGroups,
                        own.passwords(),
                        own.tokens(),
                        p.userEvents(),
                        p.ids(),
                        p.clock(),
                        own.lifetimes()))
                : Optional.empty();
    }
}
