package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomCounters;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.RoomKey;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The contract of {@link RoomStore} for locks. */
public abstract class RoomLockContract extends StoreContract {

    @Test
    void lockBlocksOtherLocks() {
        var room = world.group(world.user());
        var changed = keyed(room, RoomKey.named(world.word()));
        var seen = whileLocked(
                () -> world.lock(room.id()),
                () -> world.lock(room.id()),
                () -> db.rooms().update(changed));
        assertThat(seen).isEqualTo(changed);
    }

    @Test
    void lockBlocksOtherUpdates() {
        var room = world.group(world.user());
        var byRival = keyed(room, RoomKey.named(world.word()));
        whileLocked(
                () -> world.lock(room.id()),
                () -> db.rooms().update(byRival),
                () -> db.rooms().update(keyed(room, RoomKey.named(world.word()))));
        assertThat(world.room(room.id())).isEqualTo(byRival);
    }

    @Test
    void lockBlocksDeletion() {
        var owner = world.user();
        var room = world.group(owner);
        whileLocked(
                () -> world.lock(room.id()),
                () -> {
                    db.rooms().delete(room.id());
                    return true;
                },
                () -> assertThat(db.rooms().find(room.id())).contains(room));
        assertThat(read(() -> db.rooms().find(room.id()))).isEmpty();
    }

    @Test
    void lockOfARoomDeletedMeanwhileFindsNothing() {
        var room = world.group(world.user());
        var seen = whileLocked(
                () -> world.lock(room.id()),
                () -> db.rooms().lock(room.id()),
                () -> db.rooms().delete(room.id()));
        assertThat(seen).isEmpty();
    }

    @Test
    void failedTransactionReleasesTheLock() {
        var room = world.group(world.user());
        assertThatThrownBy(() -> change(() -> {
                    world.lock(room.id());
                    throw new IllegalArgumentException("on purpose");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        var elsewhere = Together.start(() -> write(() -> world.lock(room.id())));
        assertThat(Together.result(elsewhere)).isEqualTo(room);
    }

    @Test
    void manyUnlockedRoomsAreLocked() {
        var one = world.group(world.user());
        var other = world.group(world.user());
        var asked = Set.of(one.id(), other.id(), new RoomId(world.id()));
        assertThat(write(() -> db.rooms().tryLockAll(asked))).isEqualTo(Map.of(one.id(), one, other.id(), other));
        assertThat(write(() -> db.rooms().tryLockAll(Set.of()))).isEmpty();
    }

    @Test
    void tryLockAllBlocksOtherLocks() {
        var room = world.group(world.user());
        var changed = keyed(room, RoomKey.named(world.word()));
        var seen = whileLocked(
                () -> assertThat(db.rooms().tryLockAll(Set.of(room.id()))).hasSize(1),
                () -> world.lock(room.id()),
                () -> db.rooms().update(changed));
        assertThat(seen).isEqualTo(changed);
    }

    @Test
    void lockedRoomIsLeftOutWithoutWaiting() {
        var held = world.group(world.user());
        var idle = world.group(world.user());
        var locked = new CountDownLatch(1);
        var answered = new CountDownLatch(1);
        var holder = Together.start(() -> write(() -> {
            world.lock(held.id());
            locked.countDown();
            Together.await(answered);
            return true;
        }));
        Together.await(locked);
        var asking = Together.start(() -> write(() -> db.rooms().tryLockAll(Set.of(held.id(), idle.id()))));
        assertThat(Together.result(asking)).isIn(Map.of(), Map.of(idle.id(), idle));
        answered.countDown();
        Together.result(holder);
    }

    private static Room keyed(Room room, RoomKey key) {
        return new Room(
                room.id(),
                room.kind(),
                key,
                room.profile(),
                room.creator(),
                room.created(),
                room.modified(),
                room.lastActivity(),
                new RoomCounters(room.version() + 1, room.messageSeq(), room.memberCount(), room.pinnedCount()));
    }
}
