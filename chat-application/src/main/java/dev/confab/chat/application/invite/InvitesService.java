package dev.confab.chat.application.invite;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.application.room.RoomUpdate;
import dev.confab.chat.application.room.RoomUpdates;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.port.InviteStore;
import dev.confab.chat.domain.port.SecretSource;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.room.Invite;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.time.Duration;
import java.time.InstantSource;

/** Goes through {@link RoomUpdates} for the lock of the room, under which invites are counted; no member sees a change. */
final class InvitesService implements Invites {

    private final RoomUpdates changes;
    private final InviteStore invites;
    private final SecretSource secrets;
    private final InstantSource clock;

    InvitesService(RoomUpdates changes, Stores stores, Environment environment) {
        this.changes = changes;
        this.invites = stores.invites();
        this.secrets = environment.secrets();
        this.clock = environment.clock();
    }

    @Override
    public CreatedInvite create(UserId actor, RoomId room, Duration lifetime) {
        var secret = secrets.next();
        return changes.update(room, change -> {
            var inviting = change.membershipOf(actor);
            var now = clock.instant();
            invites.dropExpired(room, now);
            var invite = change.room().invite(inviting, secret.digest(), lifetime, invites.count(room), now);
            invites.add(invite);
            return new CreatedInvite(secret, invite);
        });
    }

    @Override
    public void revoke(UserId actor, RoomId room, Secret secret) {
        changes.update(room, change -> {
            var revoking = change.membershipOf(actor);
            change.room().requireVisibleTo(revoking);
            var invite = require(change, secret);
            change.room().requireMayRevoke(revoking, invite);
            invites.delete(invite.digest());
            return invite;
        });
    }

    private Invite require(RoomUpdate change, Secret secret) {
        return invites.find(secret.digest())
                .filter(invite -> invite.room().equals(change.room().id()))
                .orElseThrow(() -> new Refusal.NotFound("invite"));
    }
}
