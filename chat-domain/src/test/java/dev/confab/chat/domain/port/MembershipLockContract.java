package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.port.MembershipStore.MembershipKey;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Mute;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.User;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link MembershipStore} for locks. */
public abstract class MembershipLockContract extends StoreContract {

    private User owner;

    private Room room;

    private RoomId id;

    @BeforeEach
    void createRoom() {
        owner = world.user();
        room = world.group(owner);
        id = room.id();
    }

    @Test
    void lockBlocksOtherLocks() {
        var user = world.user();
        var changed = world.join(id, user).withMute(Mute.FOREVER);
        var seen = whileLocked(
                () -> db.memberships().lock(id, user.id()),
                () -> db.memberships().lock(id, user.id()).orElseThrow(),
                () -> db.memberships().update(changed));
        assertThat(seen).isEqualTo(changed);
    }

    @Test
    void lockBlocksOtherUpdates() {
        var user = world.user();
        var byRival = world.join(id, user).withMute(Mute.FOREVER);
        whileLocked(
                () -> db.memberships().lock(id, user.id()),
                () -> {
                    db.memberships().update(byRival);
                    return true;
                },
                () -> db.memberships().update(byRival.withMute(Mute.OFF)));
        assertThat(world.membership(id, user)).isEqualTo(byRival);
    }

    @Test
    void manyMembershipsAreLockedWithTheirUsers() {
        var one = world.user();
        var other = world.user();
        var elsewhere = world.group(other).id();
        world.join(id, one);
        world.join(id, other);
        world.leave(id, other);
        var places = Set.of(
                new MembershipKey(id, one.id()),
                new MembershipKey(id, other.id()),
                new MembershipKey(elsewhere, other.id()),
                new MembershipKey(elsewhere, one.id()),
                new MembershipKey(new RoomId(world.id()), one.id()));
        assertThat(write(() -> db.memberships().lockAll(places)))
                .containsExactlyInAnyOrder(member(one), member(other), member(elsewhere, other));
        assertThat(write(() -> db.memberships().lockAll(Set.of()))).isEmpty();
    }

    @Test
    void lockOfManyBlocksLockOfOne() {
        var user = world.user();
        var changed = world.join(id, user).withMute(Mute.FOREVER);
        var seen = whileLocked(
                () -> assertThat(db.memberships().lockAll(Set.of(new MembershipKey(id, user.id()))))
                        .hasSize(1),
                () -> db.memberships().lock(id, user.id()).orElseThrow(),
                () -> db.memberships().update(changed));
        assertThat(seen).isEqualTo(changed);
    }

    private Member member(User user) {
        return member(id, user);
    }

    private Member member(RoomId in, User user) {
        return new Member(world.membership(in, user), user);
    }
}
