package dev.confab.chat.application.invite;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.application.room.RoomUpdate;
import dev.confab.chat.application.room.RoomUpdates;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.port.InviteStore;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.room.Invite;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.time.Duration;

/** Uses {@link RoomUpdates} for the lock of the room, under which its invites are counted. Publishes no events. */
final class InvitesService implements Invites {

    private final RoomUpdates updates;
    private final InviteStore invites;
    private final Environment environment;

    InvitesService(RoomUpdates updates, Stores stores, Environment environment) {
        this.updates = updates;
        this.invites = stores.invites();
        this.environment = environment;
    }

    @Override
    public CreatedInvite create(UserId actor, RoomId room, Duration lifetime) {
        var secret = environment.secrets().next();
        return updates.update(room, update -> {
            var membership = update.membershipOf(actor);
            var now = environment.clock().instant();
            invites.dropExpired(room, now);
            int count = invites.count(room);
            var invite = update.room().members().invite(membership, secret.digest(), lifetime, count, now);
            invites.add(invite);
            return new CreatedInvite(secret, invite);
        });
    }

    @Override
    public void revoke(UserId actor, RoomId room, Secret secret) {
        updates.update(room, update -> {
            var membership = update.membershipOf(actor);
            update.room().requireVisibleTo(membership);
            var invite = requireOfRoom(update, secret);
            update.room().members().requireMayRevoke(membership, invite);
            invites.delete(invite.digest());
            return invite;
        });
    }

    private Invite requireOfRoom(RoomUpdate update, Secret secret) {
        return invites.find(secret.digest())
                .filter(invite -> invite.room().equals(update.room().id()))
                .orElseThrow(() -> new Refusal.NotFound("invite"));
    }
}
