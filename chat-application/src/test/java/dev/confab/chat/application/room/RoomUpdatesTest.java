package dev.confab.chat.application.room;

import static dev.confab.chat.application.TestChat.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.application.port.PushConfig;
import dev.confab.chat.application.push.PushEnqueuer;
import dev.confab.chat.application.view.MessageDetailsLoader;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.StoreTwins;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.User;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RoomUpdatesTest {

    private final TestChat t = new TestChat();
    private final User ann = t.user("ann");
    private final RoomId room = t.room(ann, true);

    @Test
    void eventsArePublishedAfterCommit() {
        var storedWhenTold = new CopyOnWriteArrayList<Boolean>();
        t.events.subscribe(event -> {
            if (event instanceof RoomEvent.MessageCreated created) {
                var id = created.details().message().id();
                storedWhenTold.add(t.stores
                        .transactions()
                        .read(() -> t.stores.messages().find(id))
                        .isPresent());
            }
        });

        t.post(ann, room, "hello");

        assertThat(storedWhenTold).containsExactly(true);
    }

    @Test
    void failedCommitPublishesNothing() {
        int eventCount = t.events(room).size();
        var updates = updatesOver(new FailingCommit(t.stores.transactions()));

        assertThatThrownBy(() -> updates.update(room, update -> {
                    update.recordProfile(update.room()
                            .changeProfile(
                                    update.membershipOf(ann.id()), update.room().profile(), t.clock.instant()));
                    return room;
                }))
                .hasMessageStartingWith("no room on the disk");

        assertThat(t.events(room)).hasSize(eventCount);
        assertThat(t.stored(room).version()).isEqualTo(1);
    }

    @Test
    void refusedUpdateStoresNothing() {
        long version = t.stored(room).version();
        var bob = t.user("bob");
        t.send(ann, room, draft("first", null, "c1"));

        assertThatThrownBy(() -> t.send(ann, room, draft("second", null, "c1"))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> t.chat.rooms().delete(bob.id(), room)).isInstanceOf(Refusal.class);

        assertThat(t.stored(room).version()).isEqualTo(version + 1);
        assertThat(t.publishedVersions(room)).containsExactly(1L, 2L);
    }

    @Test
    void concurrentPostsArePublishedInVersionOrder() throws InterruptedException {
        var posters = IntStream.range(0, 40).mapToObj(n -> t.user("poster" + n)).toList();

        inParallel(posters, poster -> {
            for (int n = 0; n < 5; n++) {
                t.post(poster, room, "message " + n);
            }
        });

        long end = t.stored(room).version();
        assertThat(t.stored(room).messageSeq()).isEqualTo(200);
        assertThat(end).isEqualTo(1 + 40 + 200);
        assertThat(t.publishedVersions(room))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, end).boxed().toList());
    }

    @Test
    void concurrentPostsWithSameClientIdCreateOneMessage() throws InterruptedException {
        inParallel(IntStream.range(0, 16).boxed().toList(), n -> t.send(ann, room, draft("once", null, "c1")));

        assertThat(t.stored(room).messageSeq()).isEqualTo(1);
        assertThat(t.publishedVersions(room)).containsExactly(1L, 2L);
    }

    private RoomUpdates updatesOver(Transactions transactions) {
        var stores = StoreTwins.withTransactions(t.stores, transactions);
        var pushes = new PushEnqueuer(t.stores.pushOutbox(), PushConfig.OFF);
        return new RoomUpdates(stores, t.events, new MessageDetailsLoader(stores), pushes, () -> {});
    }

    /** Transactions that fail in the commit, after the work is done. */
    private record FailingCommit(Transactions real) implements Transactions {
        @Override
        public <T> T write(Supplier<T> work) {
            return real.write(() -> {
                throw new IllegalStateException("no room on the disk for " + work.get());
            });
        }

        @Override
        public <T> T read(Supplier<T> work) {
            return real.read(work);
        }

        @Override
        public <T> T snapshot(Supplier<T> work) {
            return real.snapshot(work);
        }
    }

    private static <T> void inParallel(List<T> inputs, java.util.function.Consumer<T> work)
            throws InterruptedException {
        var failures = new CopyOnWriteArrayList<Throwable>();
        var running = new ArrayList<Thread>();
        for (T input : inputs) {
            var thread = new Thread(() -> work.accept(input));
            thread.setUncaughtExceptionHandler((on, failure) -> failures.add(failure));
            thread.start();
            running.add(thread);
        }
        for (var thread : running) {
            thread.join();
        }
        assertThat(failures).isEmpty();
    }
}
