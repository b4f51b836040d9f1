package dev.confab.chat.application.invite;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.application.room.RoomUpdates;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.room.Invite;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.time.Duration;

/** Creates and revokes invites. {@link dev.confab.chat.application.member.Members#joinByInvite} redeems them. */
public interface Invites {

    /**
     * Creates an invite, and deletes expired ones of the room. Only the digest of the secret is stored, so it cannot be read
     * again.
     *
     * @throws Refusal.Forbidden if {@code actor} may not add members
     * @throws Refusal.Conflict if the room has too many invites
     * @throws Refusal.Invalid if the room is a direct or self room, or the lifetime is out of range
     */
    CreatedInvite create(UserId actor, RoomId room, Duration lifetime);

    /**
     * Revokes an invite, as its creator or an admin.
     *
     * @throws Refusal.NotFound if the room has no such invite
     */
    void revoke(UserId actor, RoomId room, Secret secret);

    /** A new invite with the secret for its link. */
    record CreatedInvite(Secret secret, Invite invite) {}

    /** Returns the use cases over {@code updates} and {@code stores}. */
    static Invites of(RoomUpdates updates, Stores stores, Environment environment) {
        return new InvitesService(updates, stores, environment);
    }
}
