package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.SecretDigest;
import dev.confab.chat.domain.room.Invite;
import dev.confab.chat.domain.room.Room;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The contract of {@link InviteStore}. */
public abstract class InviteStoreContract extends StoreContract {

    private static final Instant NOON = Instant.parse("2026-03-29T01:30:00.001Z");

    @Test
    void storedInviteIsReturnedUnchanged() {
        var invite = invite(room(), NOON.plusMillis(1));
        assertThat(find(invite)).contains(invite);
    }

    @Test
    void unknownInviteIsNotFound() {
        assertThat(read(() -> db.invites().find(digest()))).isEmpty();
        change(() -> db.invites().delete(digest()));
    }

    @Test
    void invitesAreCountedPerRoom() {
        var room = room();
        invite(room, NOON);
        invite(room, NOON.plus(Duration.ofDays(30)));
        invite(room(), NOON);
        assertThat(count(room)).isEqualTo(2);
        assertThat(count(room())).isZero();
    }

    @Test
    void expiredInvitesOfTheRoomAreDeleted() {
        var room = room();
        var past = invite(room, NOON.minusMillis(1));
        var just = invite(room, NOON);
        var good = invite(room, NOON.plusMillis(1));
        var elsewhere = invite(room(), NOON.minusMillis(1));
        change(() -> db.invites().dropExpired(room.id(), NOON));
        assertThat(find(past)).isEmpty();
        assertThat(find(just)).isEmpty();
        assertThat(find(good)).contains(good);
        assertThat(find(elsewhere)).contains(elsewhere);
    }

    @Test
    void deletionLeavesOtherInvites() {
        var room = room();
        var revoked = invite(room, NOON);
        var kept = invite(room, NOON);
        change(() -> db.invites().delete(revoked.digest()));
        assertThat(find(revoked)).isEmpty();
        assertThat(find(kept)).contains(kept);
    }

    @Test
    void expiredInvitesOfAllRoomsAreDeletedInBatches() {
        // Earlier than all data that other tests left behind.
        var longAgo = Instant.parse("2001-01-01T00:00:00Z");
        var kept = invite(room(), longAgo);
        for (int number = 0; number < 3; number++) {
            invite(room(), longAgo.minusMillis(1));
        }
        assertThat(write(() -> db.invites().deleteExpiredBefore(longAgo, 2))).isEqualTo(2);
        assertThat(write(() -> db.invites().deleteExpiredBefore(longAgo, 2))).isOne();
        assertThat(write(() -> db.invites().deleteExpiredBefore(longAgo, 2))).isZero();
        assertThat(find(kept)).contains(kept);
    }

    @Test
    void invitesAreDeletedWithTheirRoom() {
        var room = room();
        var gone = invite(room, NOON);
        var kept = invite(room(), NOON);
        change(() -> db.rooms().delete(room.id()));
        assertThat(find(gone)).isEmpty();
        assertThat(find(kept)).contains(kept);
    }

    private Room room() {
        return world.group(world.user());
    }

    private Invite invite(Room room, Instant expires) {
        var maker = read(() -> db.memberships().membersOf(room.id())).get(0).membership();
        var invite = new Invite(digest(), room.id(), maker.id(), NOON.minus(Duration.ofDays(1)), expires);
        change(() -> db.invites().add(invite));
        return invite;
    }

    private SecretDigest digest() {
        return new Secret(world.word()).digest();
    }

    private Optional<Invite> find(Invite invite) {
        return read(() -> db.invites().find(invite.digest()));
    }

    private int count(Room room) {
        return read(() -> db.invites().count(room.id()));
    }
}
