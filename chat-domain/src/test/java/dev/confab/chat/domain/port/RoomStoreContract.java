package dev.confab.chat.domain.port;

import static java.util.function.Predicate.isEqual;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.port.RoomStore.RoomForViewer;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.MessageRevision;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.RoomKey;
import dev.confab.chat.domain.room.RoomKind;
import dev.confab.chat.domain.room.RoomProfile;
import dev.confab.chat.domain.user.User;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link RoomStore} does with single rooms; {@link RoomListContract} has the lists. */
public abstract class RoomStoreContract extends StoreContract {

    @Test
    void bringsBackARoomAsItWas() {
        var creator = world.user().id();
        var room = new Room(
                new RoomId(world.id()),
                RoomKind.GROUP,
                RoomKey.named(world.word()),
                new RoomProfile("Title", "Description", new ImageId(world.id()), true, true, false),
                creator,
                Instant.parse("2026-03-29T01:30:00.001Z"),
                Instant.parse("2026-10-25T00:30:00.999Z"),
                Instant.parse("2026-10-25T01:30:00Z"),
                5_000_000_000L,
                4_000_000_000L,
                100_000,
                50);
        assertThat(write(() -> db.rooms().add(room))).isTrue();
        assertThat(world.room(room.id())).isEqualTo(room);
        assertThat(write(() -> db.rooms().lock(room.id()))).contains(room);
        assertThat(read(() -> db.rooms().findByKey(room.key()))).contains(room);
    }

    @Test
    void bringsBackARoomWithoutKeyTitleAndCreator() {
        for (var kind : RoomKind.values()) {
            var at = world.tick();
            var profile = new RoomProfile(null, "", null, false, false, true);
            var room = new Room(new RoomId(world.id()), kind, null, profile, null, at, at, at, 0, 0, 0, 0);
            write(() -> db.rooms().add(room));
            assertThat(world.room(room.id())).isEqualTo(room);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.confab.chat.domain.port.Strange#texts")
    void keepsTitleAndDescriptionToTheLetter(String text) {
        var profile = new RoomProfile(text, text, null, true, false, false);
        var at = world.tick();
        var room = new Room(new RoomId(world.id()), RoomKind.GROUP, null, profile, null, at, at, at, 0, 0, 0, 0);
        write(() -> db.rooms().add(room));
        assertThat(world.room(room.id()).profile()).isEqualTo(profile);
    }

    @Test
    void keepsTextsOfFullLengthOutsideTheBasicPlane() {
        var title = Strange.astral(RoomProfile.MAX_TITLE);
        var description = Strange.astral(RoomProfile.MAX_DESCRIPTION);
        var profile = new RoomProfile(title, description, null, true, false, false);
        var room = world.group(world.user(), profile);
        assertThat(world.room(room.id()).profile()).isEqualTo(profile);
    }

    @Test
    void anUnknownRoomIsNotThere() {
        var unknown = new RoomId(world.id());
        assertThat(read(() -> db.rooms().find(unknown))).isEmpty();
        assertThat(write(() -> db.rooms().lock(unknown))).isEmpty();
        assertThat(read(() -> db.rooms().findByKey(RoomKey.named(world.word()))))
                .isEmpty();
    }

    @Test
    void anUpdateReplacesTheRoom() {
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
                room.version() + 7,
                room.messageSeq() + 3,
                room.memberCount() + 2,
                room.pinnedCount() + 1);
        assertThat(write(() -> db.rooms().update(next))).isTrue();
        assertThat(world.room(room.id())).isEqualTo(next);
    }

    @Test
    void anUpdateLeavesOtherRoomsAlone() {
        var owner = world.user();
        var room = world.group(owner);
        var other = world.group(owner);
        write(() -> db.rooms().update(keyed(room, RoomKey.named(world.word()))));
        assertThat(world.room(other.id())).isEqualTo(other);
    }

    @Test
    void aTakenKeyIsNotStoredAgain() {
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
    void theUnitOfWorkGoesOnAfterATakenKey() {
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
    void aRoomMayKeepItsOwnKeyInAnUpdate() {
        var creator = world.user();
        var room = world.open(named(creator, world.word()), List.of(creator));
        assertThat(write(() -> db.rooms().update(keyed(room, room.key())))).isTrue();
    }

    @Test
    void aKeyGivenUpIsFree() {
        var creator = world.user();
        var room = world.open(named(creator, world.word()), List.of(creator));
        write(() -> db.rooms().update(keyed(room, null)));
        var heir = keyed(world.group(creator), room.key());
        assertThat(write(() -> db.rooms().update(heir))).isTrue();
        assertThat(read(() -> db.rooms().findByKey(room.key()))).contains(heir);
    }

    @Test
    void roomsWithoutKeyDoNotGetInEachOthersWay() {
        var owner = world.user();
        assertThat(world.group(owner).key()).isNull();
        assertThat(world.group(owner).key()).isNull();
    }

    @Test
    void ofManyRoomsWithOneKeyAddedAtTheSameTimeOneIsStored() {
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
    void ofTwoRoomsRenamedToOneKeyAtTheSameTimeOneGetsIt() {
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

    @Test
    void tellsTheVersionsOfThoseRoomsThatExist() {
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
    void aLockKeepsOthersFromLocking() {
        var room = world.group(world.user());
        var changed = keyed(room, RoomKey.named(world.word()));
        var seen = whileLocked(
                () -> world.lock(room.id()),
                () -> world.lock(room.id()),
                () -> db.rooms().update(changed));
        assertThat(seen).isEqualTo(changed);
    }

    @Test
    void aLockKeepsOthersFromUpdating() {
        var room = world.group(world.user());
        var byRival = keyed(room, RoomKey.named(world.word()));
        whileLocked(
                () -> world.lock(room.id()),
                () -> db.rooms().update(byRival),
                () -> db.rooms().update(keyed(room, RoomKey.named(world.word()))));
        assertThat(world.room(room.id())).isEqualTo(byRival);
    }

    @Test
    void aLockKeepsOthersFromDeleting() {
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
    void whoWaitedForTheLockOfARoomThatIsDeletedFindsNone() {
        var room = world.group(world.user());
        var seen = whileLocked(
                () -> world.lock(room.id()),
                () -> db.rooms().lock(room.id()),
                () -> db.rooms().delete(room.id()));
        assertThat(seen).isEmpty();
    }

    @Test
    void aLockIsGivenBackByAUnitThatFails() {
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
    void aRoomIsFoundTogetherWithWhatSomebodyIsInIt() {
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
    void manyIdleRoomsAreLockedAtOnce() {
        var one = world.group(world.user());
        var other = world.group(world.user());
        var asked = Set.of(one.id(), other.id(), new RoomId(world.id()));
        assertThat(write(() -> db.rooms().tryLockAll(asked))).isEqualTo(Map.of(one.id(), one, other.id(), other));
        assertThat(write(() -> db.rooms().tryLockAll(Set.of()))).isEmpty();
    }

    @Test
    void theLockOfAnIdleRoomKeepsOthersFromLocking() {
        var room = world.group(world.user());
        var changed = keyed(room, RoomKey.named(world.word()));
        var seen = whileLocked(
                () -> assertThat(db.rooms().tryLockAll(Set.of(room.id()))).hasSize(1),
                () -> world.lock(room.id()),
                () -> db.rooms().update(changed));
        assertThat(seen).isEqualTo(changed);
    }

    @Test
    void aRoomThatIsHeldIsLeftOutInsteadOfWaitedFor() {
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

    @Test
    void countersOfManyRoomsAreStoredAtOnceAndNothingElse() {
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
                room.version(),
                room.messageSeq(),
                room.memberCount(),
                room.pinnedCount());
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
                2 * number,
                number,
                (int) number + 1,
                (int) number + 2);
    }

    @Test
    void aDeletedRoomTakesEverythingWithIt() {
        var owner = world.user();
        var reader = world.user();
        var room = world.open(named(owner, world.word()), List.of(owner));
        var membership = world.join(room.id(), reader);
        var message = world.post(room.id(), owner);
        var reply = world.reply(message, reader);
        world.see(room.id(), owner, reply.seq());
        change(() -> db.messages().addEdit(new MessageRevision(message.id(), "earlier", world.tick())));
        change(() -> db.memberships()
                .add(List.of(world.lock(room.id()).systemMember(new MembershipId(world.id()), world.tick()))));

        change(() -> {
            world.lock(room.id());
            db.rooms().delete(room.id());
        });

        change(() -> {
            assertThat(db.rooms().find(room.id())).isEmpty();
            assertThat(db.rooms().findByKey(room.key())).isEmpty();
            assertThat(db.memberships().find(room.id(), owner.id())).isEmpty();
            assertThat(db.memberships().member(membership.id())).isEmpty();
            assertThat(db.memberships().systemMember(room.id())).isEmpty();
            assertThat(db.messages().find(message.id())).isEmpty();
            assertThat(db.messages().after(room.id(), 0, 10)).isEmpty();
            assertThat(db.messages().edits(message.id())).isEmpty();
            assertThat(db.receipts().of(message, new Page.Window(10, 0)).total())
                    .isZero();
        });
    }

    @Test
    void aRoomStoredAgainAfterItsDeletionStartsAnew() {
        var owner = world.user();
        var reader = world.user();
        var room = world.group(owner);
        world.join(room.id(), reader);
        var message = world.post(room.id(), owner);
        world.see(room.id(), reader, message.seq());
        var members = List.of(world.membership(room.id(), owner), world.membership(room.id(), reader));
        change(() -> db.messages().addEdit(new MessageRevision(message.id(), "earlier", world.tick())));
        change(() -> db.rooms().delete(room.id()));
        change(() -> {
            assertThat(db.rooms().add(room)).isTrue();
            db.memberships().add(members);
            db.messages().append(List.of(message));
        });
        assertThat(read(() -> db.receipts().of(message, new Page.Window(10, 0))).items())
                .isEmpty();
        assertThat(read(() -> db.messages().edits(message.id()))).isEmpty();
    }

    @Test
    void aDeletedRoomLeavesOthersAndItsPeopleAlone() {
        var owner = world.user();
        var room = world.group(owner);
        var other = world.group(owner);
        var kept = world.post(other.id(), owner);
        change(() -> db.rooms().delete(room.id()));
        assertThat(world.room(other.id()).messageSeq()).isEqualTo(1);
        assertThat(read(() -> db.messages().find(kept.id()))).contains(kept);
        assertThat(read(() -> db.users().find(owner.id()))).contains(owner);
    }

    @Test
    void theKeyOfADeletedRoomIsFree() {
        var people = List.of(world.user(), world.user());
        var room = world.direct(people.get(0), people.get(1));
        change(() -> db.rooms().delete(room.id()));
        assertThat(write(() -> db.rooms().add(direct(people)))).isTrue();
    }

    @Test
    void deletingWhatIsNotThereDoesNothing() {
        var room = world.group(world.user());
        change(() -> db.rooms().delete(new RoomId(world.id())));
        assertThat(world.room(room.id())).isEqualTo(room);
    }

    @Test
    void countsTheRoomsThatSomebodyHasMadeUpToABound() {
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

    private Room direct(List<User> people) {
        var ids = people.stream().map(User::id).toList();
        return Room.ofPeople(new RoomId(world.id()), ids, ids.get(0), world.tick());
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
                room.version() + 1,
                room.messageSeq(),
                room.memberCount(),
                room.pinnedCount());
    }
}
