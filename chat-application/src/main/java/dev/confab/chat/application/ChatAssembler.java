package dev.confab.chat.application;

import dev.confab.chat.application.account.Accounts;
import dev.confab.chat.application.account.Authentication;
import dev.confab.chat.application.account.Deactivation;
import dev.confab.chat.application.account.Directory;
import dev.confab.chat.application.account.Identity;
import dev.confab.chat.application.admin.Administration;
import dev.confab.chat.application.admin.UserChanges;
import dev.confab.chat.application.category.Categories;
import dev.confab.chat.application.device.Devices;
import dev.confab.chat.application.image.ImageCleanup;
import dev.confab.chat.application.image.Images;
import dev.confab.chat.application.integration.Integrations;
import dev.confab.chat.application.invite.Invites;
import dev.confab.chat.application.member.Members;
import dev.confab.chat.application.message.Messaging;
import dev.confab.chat.application.port.Environment;
import dev.confab.chat.application.port.Ports;
import dev.confab.chat.application.presence.Presence;
import dev.confab.chat.application.push.PushDelivery;
import dev.confab.chat.application.push.PushEnqueuer;
import dev.confab.chat.application.reaction.Reactions;
import dev.confab.chat.application.receipt.Receipts;
import dev.confab.chat.application.room.MessageDetailsLoader;
import dev.confab.chat.application.room.RoomUpdates;
import dev.confab.chat.application.room.RoomViewLoader;
import dev.confab.chat.application.room.Rooms;
import dev.confab.chat.application.sync.Sync;
import dev.confab.chat.application.upkeep.Upkeep;
import dev.confab.chat.domain.port.Events;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.room.ReactionPolicy;
import java.util.Optional;

/** Creates the use cases in the order of their dependencies: shared parts, rooms and messages, accounts, the rest. */
final class ChatAssembler {

    private final Identity identity;
    private final Ports ports;
    private final Stores stores;
    private final Events events;
    private final Environment environment;

    // Shared by several features.
    private final MessageDetailsLoader details;
    private final RoomViewLoader views;
    private final ImageCleanup imageCleanup;
    private final RoomUpdates updates;
    private final Rooms rooms;
    private final Members members;
    private final Messaging messaging;
    private final PushDelivery pushDelivery;

    ChatAssembler(Ports ports, Identity identity) {
        this.identity = identity;
        this.ports = ports;
        this.stores = ports.stores();
        this.events = ports.events();
        this.environment = ports.environment();
        this.details = new MessageDetailsLoader(stores);
        this.views = new RoomViewLoader(stores, details, events.presence());
        this.imageCleanup = new ImageCleanup(stores, ports.images().store(), environment);
        this.updates = new RoomUpdates(
                stores,
                events.roomEvents(),
                details,
                new PushEnqueuer(stores.pushOutbox(), ports.push()),
                imageCleanup::collectSoon);
        this.rooms = Rooms.of(updates, stores, views, environment);
        this.members = Members.of(updates, stores, events, environment);
        this.messaging = Messaging.of(updates, stores, details, environment);
        this.pushDelivery = PushDelivery.of(stores, events.presence(), ports.push(), environment);
    }

    Chat assemble(ReactionPolicy reactionPolicy) {
        var deactivation = new Deactivation(stores, events, environment, members::leaveGroups);
        var accounts = accounts(deactivation);
        return new Chat(
                authentication(),
                accounts,
                Directory.of(stores),
                rooms,
                members,
                Invites.of(updates, stores, environment),
                Categories.of(stores, environment),
                Integrations.of(stores, environment),
                messaging,
                Reactions.of(updates, stores, details, reactionPolicy, environment),
                Images.of(updates, messaging, stores, ports.images(), imageCleanup, environment),
                Receipts.of(stores, events, environment),
                Presence.of(stores, events, environment),
                Sync.of(stores, details, views),
                Devices.of(stores, ports.push(), environment),
                pushDelivery,
                administration(new UserChanges(stores, events, accounts, deactivation)),
                new Upkeep(stores, environment));
    }

    private Authentication authentication() {
        return identity instanceof Identity.LocalIdentity local
                ? Authentication.byAccounts(stores, local.tokens(), environment.clock())
                : Authentication.byHost(stores, ((Identity.HostIdentity) identity).tokens(), environment);
    }

    private Administration administration(UserChanges userChanges) {
        return Administration.of(stores, events, userChanges, rooms, messaging, pushDelivery);
    }

    private Optional<Accounts> accounts(Deactivation deactivation) {
        return identity instanceof Identity.LocalIdentity local
                ? Optional.of(Accounts.of(stores, events, environment, deactivation, local))
                : Optional.empty();
    }
}
