package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.port.RoomStore.RoomForViewer;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomCounters;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.RoomKey;
import dev.confab.chat.domain.room.RoomProfile;
import dev.confab.chat.domain.user.User;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of {@link RoomStore} for single rooms; keys, locks, deletions and lists have contracts of their own. */
public abstract class RoomStoreContract extends StoreContract {

    @Test
    void storedRoomIsReturnedUnchanged() {
        var creator = world.user().id();
        var room = new Room(
                new RoomId(world.id()),
                Room.Kind.GROUP,
                RoomKey.named(world.word()),
                new RoomProfile("Title", "Description", new ImageId(world.id()), true, true, false),
                creator,
                Instant.parse("2026-03-29T01:30:00.001Z"),
                Instant.parse("2026-10-25T00:30:00.999Z"),
                Instant.parse("2026-10-25T01:30:00Z"),
                new RoomCounters(5_000_000_000L, 4_000_000_000L, 100_000, 50));
        assertThat(write(() -> db.rooms().add(room))).isTrue();
        assertThat(world.room(room.id())).isEqualTo(room);
        assertThat(write(() -> db.rooms().lock(room.id()))).contains(room);
        assertThat(read(() -> db.rooms().findByKey(room.key()))).contains(room);
    }

    @Test
    void storedRoomWithoutOptionalPartsIsReturnedUnchanged() {
        for (var kind : Room.Kind.values()) {
            var at = world.tick();
            var profile = new RoomProfile(null, "", null, false, false, true);
            var room = new Room(new RoomId(world.id()), kind, null, profile, null, at, at, at, RoomCounters.ZERO);
            write(() -> db.rooms().add(room));
            assertThat(world.room(room.id())).isEqualTo(room);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.confab.chat.domain.port.Strange#texts")
    void titleAndDescriptionAreKeptExactly(String text) {
        var profile = new RoomProfile(text, text, null, true, false, false);
        var at = world.tick();
        var room =
                new Room(new RoomId(world.id()), Room.Kind.GROUP, null, profile, null, at, at, at, RoomCounters.ZERO);
        write(() -> db.rooms().add(room));
        assertThat(world.room(room.id()).profile()).isEqualTo(profile);
    }

    @Test
    void textsOfFullLengthOutsideTheBasicPlaneAreKept() {
        var title = Strange.astral(RoomProfile.MAX_TITLE);
        var description = Strange.astral(RoomProfile.MAX_DESCRIPTION);
        var profile = new RoomProfile(title, description, null, true, false, false);
        var room = world.group(world.user(), profile);
        assertThat(world.room(room.id()).profile()).isEqualTo(profile);
    }

    @Test
    void unknownRoomIsNotFound() {
        var unknown = new RoomId(world.id());
        assertThat(read(() -> db.rooms().find(unknown))).isEmpty();
        assertThat(write(() -> db.rooms().lock(unknown))).isEmpty();
        assertThat(read(() -> db.rooms().findByKey(RoomKey.named(world.word()))))
                .isEmpty();
    }

    @Test
    void updateReplacesTheRoom() {
        var room = world.group(world.user());
        var next = new Room(
                room.id(),
                room.kind(),
                RoomKey.named(world.word()),
                new RoomProfile(null, "other", new ImageId(world.id()), false, true, true),
                null,
                room.created(),
                world.tick(),
                world.tick(),
                new RoomCounters(
                        room.version() + 7, room.messageSeq() + 3, room.memberCount() + 2, room.pinnedCount() + 1));
        assertThat(write(() -> db.rooms().update(next))).isTrue();
        assertThat(world.room(room.id())).isEqualTo(next);
    }

    @Test
    void updateLeavesOtherRooms() {
        var owner = world.user();
        var room = world.group(owner);
        var other = world.group(owner);
        write(() -> db.rooms().update(keyed(room, RoomKey.named(world.word()))));
        assertThat(world.room(other.id())).isEqualTo(other);
    }

    @Test
    void versionsOfExistingRoomsAreReturned() {
        var owner = world.user();
        var quiet = world.group(owner);
        var busy = world.group(owner).id();
        var deleted = world.group(owner).id();
        world.post(busy, owner);
        change(() -> db.rooms().delete(deleted));
        var asked = Set.of(quiet.id(), busy, deleted, new RoomId(world.id()));
        assertThat(read(() -> db.rooms().versions(asked)))
                .isEqualTo(Map.of(quiet.id(), quiet.version(), busy, quiet.version() + 1));
        assertThat(read(() -> db.rooms().versions(Set.of()))).isEmpty();
    }

    @Test
    void roomIsFoundWithTheViewersMembership() {
        var owner = world.user();
        var room = world.group(owner);
        var past = world.user();
        world.join(room.id(), past);
        world.leave(room.id(), past);
        var now = world.room(room.id());
        world.group(past);
        assertThat(viewed(room.id(), owner)).contains(new RoomForViewer(now, world.membership(room.id(), owner)));
        assertThat(viewed(room.id(), past)).contains(new RoomForViewer(now, world.membership(room.id(), past)));
        assertThat(viewed(room.id(), world.user())).contains(new RoomForViewer(now, null));
        assertThat(viewed(new RoomId(world.id()), owner)).isEmpty();
    }

    private Optional<RoomForViewer> viewed(RoomId id, User viewer) {
        return read(() -> db.rooms().findFor(id, viewer.id()));
    }

    @Test
    void counterUpdateChangesNothingElse() {
        var one = world.group(world.user());
        var other = world.group(world.user());
        var untouched = world.group(world.user());
        var at = world.tick();
        change(() -> db.rooms()
                .updateCounters(List.of(
                        counted(described(one, "not stored"), at, 7), counted(described(other, "not stored"), at, 9))));
        assertThat(world.room(one.id())).isEqualTo(counted(one, at, 7));
        assertThat(world.room(other.id())).isEqualTo(counted(other, at, 9));
        assertThat(world.room(untouched.id())).isEqualTo(untouched);
    }

    private static Room described(Room room, String description) {
        return with(room, new RoomProfile(room.profile().title(), description, null, true, true, true));
    }

    private static Room with(Room room, RoomProfile profile) {
        return new Room(
                room.id(),
                room.kind(),
                room.key(),
                profile,
                room.creator(),
                room.created(),
                room.modified(),
                room.lastActivity(),
                room.counters());
    }

    private static Room counted(Room room, Instant at, long number) {
        return new Room(
                room.id(),
                room.kind(),
                room.key(),
                room.profile(),
                room.creator(),
                room.created(),
                room.modified(),
                at,
                new RoomCounters(2 * number, number, (int) number + 1, (int) number + 2));
    }

    @Test
    void createdRoomsAreCountedUpToALimit() {
        var ann = world.user();
        var nobody = world.user();
        var gone = world.group(ann);
        world.group(ann);
        world.group(ann);
        world.group(world.user());
        change(() -> db.rooms().delete(gone.id()));
        assertThat(read(() -> db.rooms().countCreatedBy(ann.id(), 9))).isEqualTo(2);
        assertThat(read(() -> db.rooms().countCreatedBy(ann.id(), 1))).isOne();
        assertThat(read(() -> db.rooms().countCreatedBy(nobody.id(), 9))).isZero();
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
