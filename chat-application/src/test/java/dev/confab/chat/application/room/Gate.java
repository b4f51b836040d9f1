package dev.confab.chat.application.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.port.InMemoryStores;
import dev.confab.chat.domain.port.InMemoryTransactions;
import dev.confab.chat.domain.port.MessageStore;
import dev.confab.chat.domain.port.RoomStore;
import dev.confab.chat.domain.port.StoreTwins;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The in-memory twins behind a gate: a transaction can be kept waiting, and so can whoever wants a certain room. */
final class Gate {

    /** A body that no store takes. */
    static final String POISON = "poison";

    private static final Set<Thread.State> WAITING =
            Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.TERMINATED);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final InMemoryTransactions transactions = new InMemoryTransactions();
    private final Stores twins = InMemoryStores.over(transactions);
    private final Map<RoomId, CountDownLatch> held = new ConcurrentHashMap<>();
    private final AtomicInteger begun = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile Runnable afterTheFirst = () -> {};

    Stores stores() {
        return new StoreTwins(
                new Gated(),
                twins.users(),
                twins.logins(),
                over(RoomStore.class, twins.rooms(), this::toRooms),
                twins.memberships(),
                over(MessageStore.class, twins.messages(), this::toMessages),
                twins.search(),
                twins.reactions(),
                twins.receipts(),
                twins.invites(),
                twins.categories(),
                twins.serviceTokens(),
                twins.images(),
                twins.devices(),
                twins.pushOutbox());
    }

    /** Lets {@code others} start while the transaction of {@code first} waits at the gate; then opens it. */
    <T> List<CompletableFuture<T>> gathering(Supplier<?> first, Supplier<List<CompletableFuture<T>>> others) {
        gate = new CountDownLatch(1);
        begun.set(0);
        var leading = start(first);
        var gathered = others.get();
        gate.countDown();
        leading.join();
        return gathered;
    }

    /** How many there were since the last gathering began. */
    int transactions() {
        return begun.get();
    }

    /** Makes the commit fail of the transaction that follows the one at the gate. */
    void failTheSecondCommit() {
        afterTheFirst = transactions::failNextCommit;
    }

    /** From now on somebody else has locked {@code room}. */
    void hold(RoomId room) {
        held.put(room, new CountDownLatch(1));
    }

    void release(RoomId room) {
        held.remove(room).countDown();
    }

    /** Starts {@code work} on a thread of its own; comes back once that has to wait for something, or is done. */
    <T> CompletableFuture<T> start(Supplier<T> work) {
        var done = new CompletableFuture<T>();
        var thread = new Thread(() -> {
            try {
                done.complete(work.get());
            } catch (Throwable failure) {
                done.completeExceptionally(failure);
            }
        });
        thread.setDaemon(true);
        thread.start();
        var end = Instant.now().plus(PATIENCE);
        while (!WAITING.contains(thread.getState())) {
            assertThat(Instant.now()).isBefore(end);
            Thread.onSpinWait();
        }
        return done.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private final class Gated implements Transactions {
        @Override
        public <T> T write(Supplier<T> work) {
            boolean isFirst = begun.incrementAndGet() == 1;
            await(gate);
            var answer = transactions.write(work);
            if (isFirst) {
                afterTheFirst.run();
                afterTheFirst = () -> {};
            }
            return answer;
        }

        @Override
        public <T> T read(Supplier<T> work) {
            return transactions.read(work);
        }

        @Override
        public <T> T snapshot(Supplier<T> work) {
            return transactions.snapshot(work);
        }
    }

    private Object toRooms(Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("lock")) {
            await(held.getOrDefault((RoomId) arguments[0], new CountDownLatch(0)));
        }
        var answer = invoke(twins.rooms(), method, arguments);
        return method.getName().equals("tryLockAll") ? withoutHeld(answer) : answer;
    }

    private Map<RoomId, Room> withoutHeld(Object rooms) {
        var idle = new HashMap<RoomId, Room>();
        ((Map<?, ?>) rooms).forEach((id, room) -> idle.put((RoomId) id, (Room) room));
        idle.keySet().removeAll(held.keySet());
        return idle;
    }

    private Object toMessages(Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("append")
                && ((List<?>) arguments[0])
                        .stream().anyMatch(message -> ((Message) message).body().equals(POISON))) {
            throw new IllegalStateException("poisoned");
        }
        return invoke(twins.messages(), method, arguments);
    }

    /** What a store does instead. */
    private interface Calls {
        Object to(Method method, Object[] arguments) throws Throwable;
    }

    private static <S> S over(Class<S> type, S real, Calls calls) {
        return type.cast(Proxy.newProxyInstance(
                real.getClass().getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> calls.to(method, arguments)));
    }

    private static Object invoke(Object store, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
