package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.User;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of {@link RoomStore} for deletions. */
public abstract class RoomDeletionContract extends StoreContract {

    @Test
    void roomIsDeletedWithAllItsContent() {
        var owner = world.user();
        var reader = world.user();
        var room = world.open(named(owner, world.word()), List.of(owner));
        var membership = world.join(room.id(), reader);
        var message = world.post(room.id(), owner);
        var reply = world.reply(message, reader);
        world.see(room.id(), owner, reply.seq());
        change(() -> db.messages().addEdit(new Message.Revision(message.id(), "earlier", world.tick())));
        change(() -> db.memberships()
                .add(List.of(
                        world.lock(room.id()).members().systemMember(new MembershipId(world.id()), world.tick()))));

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
    void roomStoredAgainAfterDeletionIsEmpty() {
        var owner = world.user();
        var reader = world.user();
        var room = world.group(owner);
        world.join(room.id(), reader);
        var message = world.post(room.id(), owner);
        world.see(room.id(), reader, message.seq());
        var members = List.of(world.membership(room.id(), owner), world.membership(room.id(), reader));
        change(() -> db.messages().addEdit(new Message.Revision(message.id(), "earlier", world.tick())));
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
    void deletionLeavesOtherRoomsAndUsers() {
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
    void keyOfDeletedRoomIsFree() {
        var people = List.of(world.user(), world.user());
        var room = world.direct(people.get(0), people.get(1));
        change(() -> db.rooms().delete(room.id()));
        assertThat(write(() -> db.rooms().add(direct(people)))).isTrue();
    }

    @Test
    void deletingAMissingRoomDoesNothing() {
        var room = world.group(world.user());
        change(() -> db.rooms().delete(new RoomId(world.id())));
        assertThat(world.room(room.id())).isEqualTo(room);
    }

    private Room direct(List<User> people) {
        var ids = people.stream().map(User::id).toList();
        return Room.forUsers(new RoomId(world.id()), ids, ids.get(0), world.tick());
    }

    private Room named(User creator, String name) {
        return Room.named(new RoomId(world.id()), name, creator.id(), world.tick());
    }
}
