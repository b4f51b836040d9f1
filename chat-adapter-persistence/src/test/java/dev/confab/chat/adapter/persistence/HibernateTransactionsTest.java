package dev.confab.chat.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.port.Unavailable;
import dev.confab.chat.domain.room.Room;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Properties of units of work beyond the contract of the port. */
class HibernateTransactionsTest {

    static Stream<PersistenceAdapter> databases() {
        return Stream.of(Databases.h2File(), Databases.h2Memory(), Databases.postgres());
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void storesNeedUnitOfWork(PersistenceAdapter adapter) {
        var user = Chat.newUser();
        assertThatThrownBy(() -> adapter.users().find(user.id()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Transactions.write");
        assertThatThrownBy(() -> adapter.users().add(Chat.account(user))).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void readUnitRefusesWritesAndLocks(PersistenceAdapter adapter) {
        var chat = new Chat(adapter);
        var room = chat.room(chat.user());
        assertThatThrownBy(() -> chat.read(() -> adapter.users().add(Chat.account(Chat.newUser()))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("only reads");
        assertThatThrownBy(() -> chat.read(() -> adapter.rooms().lock(room))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() ->
                        adapter.transactions().snapshot(() -> adapter.rooms().lock(room)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("only reads");
    }

    static Stream<PersistenceAdapter.Settings> ofOneConnection() {
        return Stream.of(Databases.freshH2File(), Databases.freshH2Memory(), Databases.freshPostgres())
                .map(many -> new PersistenceAdapter.Settings(many.jdbcUrl(), many.user(), many.password(), 1));
    }

    @ParameterizedTest
    @MethodSource("ofOneConnection")
    void snapshotRestoresConnection(PersistenceAdapter.Settings settings) {
        try (var adapter = PersistenceAdapter.open(settings)) {
            var chat = new Chat(adapter);
            var room = chat.room(chat.user());
            var before = isolationOf(adapter);
            adapter.transactions().snapshot(() -> adapter.rooms().find(room));
            assertThat(isolationOf(adapter)).isEqualTo(before).contains("2");
            assertThatThrownBy(() -> adapter.transactions()
                            .snapshot(() -> adapter.rooms().lock(room)))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(isolationOf(adapter)).isEqualTo(before);
            assertThat(chat.write(() -> adapter.rooms().lock(room))).isPresent();
        }
    }

    /** Returns the isolation of the driver and the server, and whether writes are permitted. */
    private static List<String> isolationOf(PersistenceAdapter adapter) {
        return adapter.sessions()
                .fromStatelessSession(session -> session.doReturningWork(connection -> {
                    var url = connection.getMetaData().getURL();
                    var asked = url.startsWith("jdbc:h2:")
                            ? "select isolation_level from information_schema.sessions"
                            : "show transaction_isolation";
                    try (var statement = connection.createStatement();
                            var level = statement.executeQuery(asked)) {
                        level.next();
                        return List.of(
                                "" + connection.getTransactionIsolation(),
                                level.getString(1),
                                "" + connection.isReadOnly());
                    }
                }));
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void deadlockedUnitIsRepeated(PersistenceAdapter adapter) throws Exception {
        var chat = new Chat(adapter);
        var both = List.of(chat.room(chat.user()), chat.room(chat.user()));
        var inTheMiddle = new CyclicBarrier(2);
        var runs = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = Stream.of(both, both.reversed())
                    .map(order -> threads.submit(() -> chat.write(() -> {
                        adapter.rooms().lock(order.getFirst());
                        if (runs.incrementAndGet() <= 2) {
                            await(inTheMiddle);
                        }
                        return adapter.rooms().lock(order.getLast());
                    })))
                    .toList();
            for (var writer : writers) {
                assertThat(writer.get()).isPresent();
            }
        }
        assertThat(runs.get()).isGreaterThan(2);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException failure) {
            throw new AssertionError(failure);
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void missingRoomCannotBeUpdated(PersistenceAdapter adapter) {
        var chat = new Chat(adapter);
        var owner = chat.user();
        var room = chat.room(owner);
        Room gone = chat.read(() -> adapter.rooms().find(room)).orElseThrow();
        assertThatThrownBy(() -> chat.write(() -> {
                    adapter.rooms().delete(room);
                    return adapter.rooms().update(gone);
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(chat.read(() -> adapter.rooms().find(room))).contains(gone);
    }

    /** Joining locks a room and then refers to the account; the opposite order would be a deadlock. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void categoryLockDoesNotBlockJoins(PersistenceAdapter adapter) {
        var chat = new Chat(adapter);
        var room = chat.room(chat.user());
        var user = chat.user();
        chat.write(() -> {
            adapter.categories().lock(user.id());
            CompletableFuture.runAsync(() -> chat.join(room, user)).join();
            return true;
        });
        assertThat(chat.read(() -> adapter.memberships().find(room, user.id()))).isPresent();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void manyVirtualThreadsComplete(PersistenceAdapter adapter) throws Exception {
        var chat = new Chat(adapter);
        var owner = chat.user();
        var room = chat.room(owner);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var posts = IntStream.range(0, 200)
                    .mapToObj(number ->
                            threads.submit(() -> chat.post(room, owner).seq()))
                    .toList();
            for (var post : posts) {
                assertThat(post.get()).isBetween(1L, 200L);
            }
        }
        assertThat(chat.read(() -> adapter.rooms().find(room)).orElseThrow().messageSeq())
                .isEqualTo(200);
    }

    @Test
    void returningCallerQueuesBehindWaitingOnes() {
        var turns = new CopyOnWriteArrayList<String>();
        var queue = new ConnectionQueue(1, Duration.ofMinutes(1));
        var waiting = new Thread(() -> queue.run(() -> turns.add("waiting")));
        queue.run(() -> {
            waiting.start();
            await(waiting);
            return turns.add("first");
        });
        queue.run(() -> turns.add("back again"));
        assertThat(turns).containsExactly("first", "waiting", "back again");
    }

    private static void await(Thread waiting) {
        var end = Instant.now().plus(Duration.ofMinutes(1));
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            assertThat(Instant.now()).isBefore(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void queuedCallerTimesOutAsUnavailable() {
        var queue = new ConnectionQueue(1, Duration.ofMillis(10));
        queue.run(() -> {
            assertThat(CompletableFuture.supplyAsync(() -> queue.run(() -> "never")))
                    .failsWithin(Duration.ofMinutes(1))
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(Unavailable.class);
            return true;
        });
        assertThat(queue.run(() -> "free again")).isEqualTo("free again");
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void interruptAffectsOnlyItsThread(PersistenceAdapter adapter) throws Exception {
        var chat = new Chat(adapter);
        for (int round = 0; round < 20; round++) {
            var interrupted = new Thread(() -> {
                Thread.currentThread().interrupt();
                try {
                    chat.user();
                } catch (RuntimeException given) {
                    // an interrupted thread may fail; the others must not
                }
            });
            interrupted.start();
            interrupted.join();
        }
        var user = chat.user();
        assertThat(chat.read(() -> adapter.users().find(user.id()))).contains(user);
        assertThat(adapter.isWritable()).isTrue();
    }

    @Test
    void closingTwiceHasNoEffect() {
        var adapter = PersistenceAdapter.open(Databases.freshH2Memory());
        adapter.close();
        adapter.close();
        assertThat(adapter.isWritable()).isFalse();
        assertThatThrownBy(() -> new Chat(adapter).user()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void exhaustedPoolIsUnavailable() {
        var settings = Databases.freshH2Memory();
        var single = new PersistenceAdapter.Settings(settings.jdbcUrl(), null, null, 1);
        try (var adapter = PersistenceAdapter.open(single)) {
            var chat = new Chat(adapter);
            var user = chat.user();
            var released = new CountDownLatch(1);
            chat.write(() -> {
                adapter.users().find(user.id());
                var other = CompletableFuture.supplyAsync(() -> failureOf(chat));
                assertThat(other.join()).isInstanceOf(Unavailable.class);
                released.countDown();
                return true;
            });
            assertThat(released.getCount()).isZero();
            assertThat(chat.read(() -> adapter.users().findAll(Set.of(user.id()))))
                    .isEqualTo(List.of(user));
        }
    }

    private static Throwable failureOf(Chat chat) {
        try {
            chat.user();
            return new AssertionError("there was a connection");
        } catch (RuntimeException failure) {
            return failure;
        }
    }
}
