package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.Draft;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.User;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of all stores together for concurrent writers that follow the order of locks. */
public abstract class ConcurrentWritersContract extends StoreContract {

    private static final int POSTERS = 40;

    private User owner;
    private RoomId room;

    @BeforeEach
    void createRoom() {
        owner = world.user();
        room = world.group(owner).id();
    }

    @Test
    void concurrentPostsLeaveNoGap() {
        var users = world.users(POSTERS);
        users.forEach(user -> world.join(room, user));
        long before = world.room(room).version();

        Together.run(POSTERS, number -> {
            for (int sent = 0; sent < 5; sent++) {
                world.post(room, users.get(number), "number " + number);
            }
            return true;
        });

        int total = 5 * POSTERS;
        var messages = read(() -> db.messages().after(room, 0, total));
        assertThat(messages).extracting(Message::seq).isEqualTo(upTo(0, total));
        assertThat(messages).extracting(Message::version).isEqualTo(upTo(before, total));
        assertThat(world.room(room).messageSeq()).isEqualTo(total);
        assertThat(world.room(room).version()).isEqualTo(before + total);
    }

    @Test
    void concurrentRepliesAreAllCounted() {
        var parent = world.post(room, owner);
        long before = world.room(room).version();
        Together.run(16, number -> world.reply(parent, owner));
        assertThat(read(() -> db.messages().find(parent.id()))
                        .orElseThrow()
                        .counts()
                        .replies())
                .isEqualTo(16);
        assertThat(world.room(room).version()).isEqualTo(before + 32);
    }

    @Test
    void concurrentJoinsAreAllCounted() {
        var users = world.users(16);
        var joined = Together.run(16, number -> world.join(room, users.get(number)));
        assertThat(world.room(room).memberCount()).isEqualTo(17);
        assertThat(joined).extracting(Membership::version).doesNotHaveDuplicates();
        assertThat(read(() -> db.memberships().membersOf(room))).hasSize(17);
    }

    @Test
    void concurrentRepeatIsNoSecondMessage() {
        for (int repeaters : new int[] {2, 2, 2, 16}) {
            long before = world.room(room).messageSeq();
            var clientId = new ClientId(world.word());
            var ids = Together.run(
                    repeaters,
                    number -> world.postOnce(room, owner, "Hello", clientId).id());
            assertThat(Set.copyOf(ids)).hasSize(1);
            assertThat(world.room(room).messageSeq()).isEqualTo(before + 1);
        }
    }

    @Test
    void sameClientIdOfTwoAuthorsIsTwoMessages() {
        var users = world.users(8);
        users.forEach(user -> world.join(room, user));
        var clientId = new ClientId("1");
        Together.run(16, number -> world.postOnce(room, users.get(number % 8), "Hello", clientId));
        assertThat(world.room(room).messageSeq()).isEqualTo(8);
    }

    @Test
    void failedTransactionLeavesNoGap() {
        Together.run(16, number -> {
            try {
                return write(() -> {
                    var posted = world.posted(world.lock(room), owner, new Draft(new Body("Hello"), null, null));
                    world.store(posted);
                    if (number % 2 == 0) {
                        throw new IllegalArgumentException("on purpose");
                    }
                    return true;
                });
            } catch (IllegalArgumentException expected) {
                return false;
            }
        });
        assertThat(read(() -> db.messages().after(room, 0, 20)))
                .extracting(Message::seq)
                .isEqualTo(upTo(0, 8));
    }

    @Test
    void watermarkIsNeverLowered() {
        var reader = world.user();
        world.join(room, reader);
        for (int sent = 0; sent < 30; sent++) {
            world.post(room, owner);
        }
        Together.run(15, number -> {
            long received = 30L - number;
            long seen = 2L * number + 2;
            world.receive(room, reader, received);
            world.see(room, reader, seen);
            var after = world.membership(room, reader);
            assertThat(after.seenSeq()).isGreaterThanOrEqualTo(seen);
            assertThat(after.receivedSeq()).isGreaterThanOrEqualTo(received);
            return true;
        });
        assertThat(world.membership(room, reader).seenSeq()).isEqualTo(30);
        assertThat(world.membership(room, reader).receivedSeq()).isEqualTo(30);
    }

    @Test
    void concurrentStepsGiveEachMessageOneReceipt() {
        var reader = world.user();
        world.join(room, reader);
        for (int sent = 0; sent < 20; sent++) {
            world.post(room, owner);
        }
        Together.run(16, number -> {
            var random = new Random(number);
            return List.of(
                    world.receive(room, reader, 1 + random.nextInt(20)),
                    world.see(room, reader, 1 + random.nextInt(20)));
        });
        world.see(room, reader, 20);
        var window = new Page.Window(10, 0);
        for (var message : read(() -> db.messages().after(room, 0, 20))) {
            var receipts = read(() -> db.receipts().of(message, window));
            assertThat(receipts.total()).isEqualTo(1);
            assertThat(receipts.items().get(0).seen())
                    .isAfterOrEqualTo(receipts.items().get(0).received());
        }
    }

    @Test
    void concurrentPostsAndReadsLoseNoWatermark() {
        var reader = world.user();
        world.join(room, reader);
        Together.run(8, number -> {
            for (int round = 0; round < 5; round++) {
                var said = world.post(room, number % 2 == 0 ? reader : owner);
                world.see(room, reader, said.seq());
            }
            return true;
        });
        assertThat(world.room(room).messageSeq()).isEqualTo(40);
        assertThat(world.membership(room, reader).seenSeq()).isEqualTo(40);
    }

    @Test
    void writersOfDifferentRoomsDoNotBlockEachOther() {
        var rooms = List.of(room, world.group(owner).id(), world.group(owner).id());
        Together.run(12, number -> world.post(rooms.get(number % 3), owner));
        rooms.forEach(id -> assertThat(world.room(id).messageSeq()).isEqualTo(4));
    }

    private static List<Long> upTo(long before, int count) {
        return LongStream.rangeClosed(before + 1, before + count).boxed().toList();
    }
}
