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

/** Making and revoking invites; what they open is up to {@link dev.confab.chat.application.member.Members}. */
public interface Invites {

    /**
     * {@code actor}, who may add people, makes an invite; those of the room that have expired are dropped. The answer is
     * the only one that ever holds the secret.
     *
     * @throws Refusal.Conflict if the room has as many as it may have
     * @throws Refusal.Invalid if the room is direct or a self room, or the lifetime out of bounds
     */
    CreatedInvite create(UserId actor, RoomId room, Duration lifetime);

    /**
     * The maker or an admin takes an invite back; from then on it opens nothing.
     *
     * @throws Refusal.NotFound if the room has no such invite
     */
    void revoke(UserId actor, RoomId room, Secret secret);

    /** An invite with what its link must hold. */
    record CreatedInvite(Secret secret, Invite invite) {}

    static Invites of(RoomUpdates changes, Stores stores, Environment environment) {
        return new InvitesService(changes, stores, environment);
    }
}
