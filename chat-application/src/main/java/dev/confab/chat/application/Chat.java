package dev.confab.chat.application;

import dev.confab.chat.application.account.Accounts;
import dev.confab.chat.application.account.Authentication;
import dev.confab.chat.application.account.Directory;
import dev.confab.chat.application.account.Identity;
import dev.confab.chat.application.admin.Administration;
import dev.confab.chat.application.category.Categories;
import dev.confab.chat.application.device.Devices;
import dev.confab.chat.application.image.Images;
import dev.confab.chat.application.integration.Integrations;
import dev.confab.chat.application.invite.Invites;
import dev.confab.chat.application.member.Members;
import dev.confab.chat.application.message.Messaging;
import dev.confab.chat.application.port.Ports;
import dev.confab.chat.application.presence.Presence;
import dev.confab.chat.application.push.PushDelivery;
import dev.confab.chat.application.reaction.Reactions;
import dev.confab.chat.application.receipt.Receipts;
import dev.confab.chat.application.room.Rooms;
import dev.confab.chat.application.sync.Sync;
import dev.confab.chat.application.upkeep.Upkeep;
import dev.confab.chat.domain.room.ReactionPolicy;
import java.util.Optional;

/**
 * All use cases of chat, one component per feature. Every method of every component may be called from any thread and may
 * block. Chat starts no thread and holds no resource: the embedding application closes what it put into the {@link
 * Ports}.
 *
 * @param accounts empty if a host application keeps the accounts
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

    /** Returns chat that allows every reaction. */
    public static Chat of(Ports ports, Identity identity) {
        return of(ports, identity, ReactionPolicy.ANY);
    }

    /**
     * Returns chat over {@code ports}.
     *
     * @param identity who keeps the accounts
     * @param reactions which reactions members may add to messages
     */
    public static Chat of(Ports ports, Identity identity, ReactionPolicy reactions) {
        return new ChatAssembler(ports, identity).assemble(reactions);
    }
}
