package dev.confab.chat.domain.port;

import static java.util.function.Predicate.isEqual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomCounters;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.RoomKey;
import dev.confab.chat.domain.user.User;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The contract of {@link RoomStore} for unique keys. */
public abstract class RoomKeyContract extends StoreContract {

    @Test
    void takenKeyIsRejected() {
        var people = List.of(world.user(), world.user());
        var first = world.direct(people.get(0), people.get(1));
        var second = direct(people);
        var found = write(() -> {
            assertThat(db.rooms().add(second)).isFalse();
            return db.rooms().findByKey(second.key());
        });
        assertThat(found).contains(first);
        assertThat(read(() -> db.rooms().find(second.id()))).isEmpty();
    }

    @Test
    void transactionContinuesAfterTakenKey() {
        var creator = world.user();
        var taken = world.open(named(creator, world.word()), List.of(creator));
        var room = world.group(creator);
        change(() -> {
            world.lock(room.id());
            assertThat(db.rooms().update(keyed(room, taken.key()))).isFalse();
            assertThat(db.rooms().find(room.id())).contains(room);
            assertThat(db.rooms().update(keyed(room, null))).isTrue();
        });
        assertThat(world.room(room.id())).isEqualTo(keyed(room, null));
        assertThat(read(() -> db.rooms().findByKey(taken.key()))).contains(taken);
    }

    @Test
    void updateCanKeepTheKey() {
        var creator = world.user();
        var room = world.open(named(creator, world.word()), List.of(creator));
        assertThat(write(() -> db.rooms().update(keyed(room, room.key())))).isTrue();
    }

    @Test
    void releasedKeyIsFree() {
        var creator = world.user();
        var room = world.open(named(creator, world.word()), List.of(creator));
        write(() -> db.rooms().update(keyed(room, null)));
        var heir = keyed(world.group(creator), room.key());
        assertThat(write(() -> db.rooms().update(heir))).isTrue();
        assertThat(read(() -> db.rooms().findByKey(room.key()))).contains(heir);
    }

    @Test
    void roomsWithoutKeyDoNotConflict() {
        var owner = world.user();
        assertThat(world.group(owner).key()).isNull();
        assertThat(world.group(owner).key()).isNull();
    }

    @Test
    void oneOfConcurrentRoomsWithOneKeyIsStored() {
        for (int rivals : new int[] {2, 2, 2, 16}) {
            var people = world.users(2);
            var found = Together.run(
                    rivals,
                    number -> write(() -> {
                        var mine = direct(people);
                        boolean added = db.rooms().add(mine);
                        var there = db.rooms().findByKey(mine.key()).orElseThrow();
                        assertThat(there.equals(mine)).isEqualTo(added);
                        return there.id();
                    }));
            assertThat(Set.copyOf(found)).hasSize(1);
        }
    }

    @Test
    void oneOfConcurrentRenamesGetsTheKey() {
        var owner = world.user();
        var key = RoomKey.named(world.word());
        var rooms = List.of(world.group(owner), world.group(owner));
        var renamed = Together.run(
                2,
                number -> write(() -> {
                    var locked = world.lock(rooms.get(number).id());
                    return db.rooms().update(keyed(locked, key));
                }));
        assertThat(renamed.stream().filter(isEqual(true))).hasSize(1);
    }

    private Room direct(List<User> people) {
        var ids = people.stream().map(User::id).toList();
        return Room.forUsers(new RoomId(world.id()), ids, ids.get(0), world.tick());
    }

    private Room named(User creator, String name) {
        return Room.named(new RoomId(world.id()), name, creator.id(), world.tick());
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
