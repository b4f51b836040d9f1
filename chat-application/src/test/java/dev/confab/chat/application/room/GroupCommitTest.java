package dev.confab.chat.application.room;

import static dev.confab.chat.application.TestChat.draft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.application.message.Messaging;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.Unavailable;
import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.ReactionPolicy;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.User;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Updates that share a transaction. */
class GroupCommitTest {

    private final TransactionGate gate = new TransactionGate();
    private final TestChat t = new TestChat(ReactionPolicy.ANY, gate.stores());
    private final User ann = t.user("ann");
    private final User bob = t.user("bob");
    private final RoomId room = t.room(ann, true);
    private final RoomId other = t.room(bob, true);

    @Test
    void updatesDuringTransactionShareNextOne() {
        var rooms = IntStream.range(0, 20).mapToObj(n -> t.room(ann, true)).toList();

        var sent = gate.gathering(
                () -> t.post(ann, room, "first"),
                () -> rooms.stream()
                        .map(each -> start(() -> t.post(ann, each, "hello")))
                        .toList());

        assertThat(sent).allSatisfy(done -> assertThat(done.join().seq()).isEqualTo(1));
        assertThat(gate.transactions()).isEqualTo(2);
    }

    @Test
    void batchSizeIsBounded() {
        var rooms = IntStream.range(0, UpdateQueue.MAX_BATCH + 1)
                .mapToObj(n -> t.room(ann, true))
                .toList();

        gate.gathering(
                        () -> t.post(ann, room, "first"),
                        () -> rooms.stream()
                                .map(each -> start(() -> t.post(ann, each, "hello")))
                                .toList())
                .forEach(CompletableFuture::join);

        assertThat(gate.transactions()).isEqualTo(3);
    }

    @Test
    void postsInOneRoomKeepOrderOfArrival() {
        var sent = gate.gathering(
                () -> t.post(ann, other, "first"),
                () -> List.of(
                        start(() -> t.post(ann, room, "one")),
                        start(() -> t.post(bob, room, "two")),
                        start(() -> t.post(ann, room, "three"))));

        assertThat(sent).extracting(done -> done.join().seq()).containsExactly(1L, 2L, 3L);
        assertThat(gate.transactions()).isEqualTo(2);
        assertThat(t.stored(room).messageSeq()).isEqualTo(3);
        assertThat(t.stored(room).memberCount()).isEqualTo(2);
        assertThat(t.membership(bob, room).seenSeq()).isEqualTo(2);
        assertThat(t.membership(ann, room).seenSeq()).isEqualTo(3);
        assertThat(t.publishedVersions(room)).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void batchSeesJoinAndRepeatOfEarlierUpdate() {
        var sent = gate.gathering(
                () -> t.post(ann, other, "first"),
                () -> List.of(
                        start(() -> t.send(bob, room, draft("one", null, "c1"))),
                        start(() -> t.send(bob, room, draft("one", null, "c1"))),
                        start(() -> t.send(bob, room, draft("two", null, "c2")))));

        assertThat(sent).extracting(done -> done.join().isRepeat()).containsExactly(false, true, false);
        assertThat(ids(sent.subList(0, 2))).hasSize(2).containsOnly(ids(sent).get(0));
        assertThat(t.stored(room).memberCount()).isEqualTo(2);
        assertThat(t.publishedVersions(room)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(t.stored(room).messageSeq()).isEqualTo(2);
    }

    @Test
    void repliesOfOneBatchAreAllCounted() {
        var parent = t.post(ann, room, "parent");

        gate.gathering(
                        () -> t.post(ann, other, "first"),
                        () -> List.of(
                                start(() -> t.send(ann, room, draft("one", parent, null))),
                                start(() -> t.send(bob, room, draft("two", parent, null)))))
                .forEach(CompletableFuture::join);

        assertThat(t.chat.messaging()
                        .find(ann.id(), room, parent.id())
                        .details()
                        .message()
                        .counts()
                        .replies())
                .isEqualTo(2);
        assertThat(gate.transactions()).isEqualTo(2);
    }

    @Test
    void refusedUpdateFailsAlone() {
        var foreign = t.post(bob, other, "elsewhere");
        var hidden = t.room(bob, false);
        long before = t.stored(room).version();

        var sent = gate.gathering(
                () -> t.post(ann, other, "first"),
                () -> List.of(
                        start(() -> t.send(ann, room, draft("one", null, "c1"))),
                        start(() -> t.send(bob, room, draft("joins, and is refused", foreign, null))),
                        start(() -> t.send(ann, room, draft("another", null, "c1"))),
                        start(() -> t.send(ann, hidden, draft("unseen", null, null))),
                        start(() -> t.send(ann, room, draft("two", null, null)))));

        assertThat(sent.get(0).join().isRepeat()).isFalse();
        assertThat(failure(sent.get(1))).isInstanceOf(Refusal.Invalid.class);
        assertThat(failure(sent.get(2))).isInstanceOf(Refusal.Conflict.class);
        assertThat(failure(sent.get(3))).isInstanceOf(Refusal.NotFound.class);
        assertThat(sent.get(4).join().message().details().message().seq()).isEqualTo(2);
        assertThat(t.stored(room).version()).isEqualTo(before + 2);
        assertThat(t.stored(room).memberCount()).isEqualTo(1);
        assertThat(gate.transactions()).isEqualTo(2);
    }

    @Test
    void failedCommitFailsWholeBatch() {
        var third = t.room(ann, true);
        int eventCount = t.events(room).size();
        gate.failTheSecondCommit();

        var sent = gate.gathering(
                () -> t.post(ann, third, "first"),
                () -> List.of(start(() -> t.post(ann, room, "one")), start(() -> t.post(bob, other, "two"))));

        assertThat(sent).allSatisfy(done -> assertThat(failure(done)).isInstanceOf(Unavailable.class));
        assertThat(t.stored(room).messageSeq()).isZero();
        assertThat(t.stored(other).messageSeq()).isZero();
        assertThat(t.events(room)).hasSize(eventCount);
    }

    @Test
    void faultOfOneUpdateDoesNotAffectOthers() {
        var sent = gate.gathering(
                () -> t.post(ann, other, "first"),
                () -> List.of(
                        start(() -> t.post(ann, room, "one")),
                        start(() -> t.post(ann, room, TransactionGate.POISON)),
                        start(() -> t.post(ann, room, "two")),
                        start(() -> t.post(bob, other, "three"))));

        assertThat(failure(sent.get(1))).hasMessage("poisoned");
        assertThat(sent.get(0).join().seq()).isEqualTo(1);
        assertThat(sent.get(2).join().seq()).isEqualTo(2);
        assertThat(sent.get(3).join().seq()).isEqualTo(2);
    }

    @Test
    void roomLockedElsewhereDelaysOnlyItsOwnUpdates() {
        gate.hold(room);
        var waiting = List.of(start(() -> t.post(ann, room, "one")), start(() -> t.post(bob, room, "two")));

        assertThat(t.post(bob, other, "meanwhile").seq()).isEqualTo(1);
        assertThat(waiting).noneMatch(CompletableFuture::isDone);

        gate.release(room);
        assertThat(waiting).extracting(done -> done.join().seq()).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void deletedRoomRefusesOnlyItsOwnUpdates() {
        var unknown = new RoomId(new UUID(7, 7));

        var sent = gate.gathering(
                () -> t.post(ann, other, "first"),
                () -> List.of(start(() -> t.post(ann, unknown, "one")), start(() -> t.post(ann, room, "two"))));

        assertThat(failure(sent.get(0))).isInstanceOf(Refusal.NotFound.class);
        assertThat(sent.get(1).join().seq()).isEqualTo(1);
    }

    @Test
    void exclusiveUpdateKeepsItsPlace() {
        var first = t.post(ann, room, "to be edited");

        var done = gate.gathering(
                () -> t.post(ann, other, "first"),
                () -> List.of(
                        start(() -> t.post(ann, room, "before")),
                        start(() -> edit(first, "edited")),
                        start(() -> t.post(ann, room, "after"))));

        assertThat(done).extracting(CompletableFuture::join).isNotEmpty();
        assertThat(t.events(room).stream().skip(2).map(Object::getClass).toList())
                .isEqualTo(List.of(
                        RoomEvent.MessageCreated.class,
                        RoomEvent.MessageUpdated.class,
                        RoomEvent.MessageCreated.class));
    }

    @Test
    void concurrentChangesOfAllKindsArePublishedInVersionOrder() {
        var rooms = List.of(room, other, t.room(ann, true));
        var users = IntStream.range(0, 12).mapToObj(n -> t.user("user" + n)).toList();

        var running = new ArrayList<CompletableFuture<Message>>();
        users.forEach(person -> running.add(start(() -> postEditAndLeave(person, rooms))));
        running.forEach(CompletableFuture::join);

        rooms.forEach(each -> assertThat(t.publishedVersions(each))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, t.stored(each).version())
                                .boxed()
                                .toList()));
    }

    private Message postEditAndLeave(User person, List<RoomId> rooms) {
        Message last = t.post(person, room, "hello");
        for (int n = 0; n < 30; n++) {
            var in = rooms.get(n % rooms.size());
            last = t.send(person, in, draft("message " + n, null, "c" + n))
                    .message()
                    .details()
                    .message();
            if (n % 3 == 0) {
                last = edit(last, person, "edited " + n);
            } else if (n % 7 == 0) {
                t.chat.members().leave(person.id(), in);
            }
        }
        return last;
    }

    private Message edit(Message message, String body) {
        return edit(message, ann, body);
    }

    private Message edit(Message message, User author, String body) {
        return t.chat.messaging()
                .edit(author.id(), message.room(), message.id(), new Body(body))
                .details()
                .message();
    }

    private <T> CompletableFuture<T> start(Supplier<T> work) {
        return gate.start(work);
    }

    private static List<Object> ids(List<CompletableFuture<Messaging.PostResult>> sent) {
        return sent.stream()
                .<Object>map(done -> done.join().message().details().message().id())
                .toList();
    }

    private static Throwable failure(CompletableFuture<?> done) {
        try {
            done.join();
        } catch (CompletionException failed) {
            return failed.getCause();
        }
        throw new AssertionError("nothing failed");
    }
}
