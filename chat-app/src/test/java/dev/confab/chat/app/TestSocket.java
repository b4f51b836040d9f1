package dev.confab.chat.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** A socket with a log of all frames that came, in the order in which they came. Callable from every thread. */
final class TestSocket implements AutoCloseable {

    /** The code of an end without a close frame. */
    static final int LOST = 1006;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final List<JsonNode> log = new ArrayList<>();
    private final Predicate<JsonNode> ear;
    private final RawSocket wire;
    private int closeCode;

    private TestSocket(TestUser user, Predicate<JsonNode> ear) {
        this.ear = ear;
        try {
            this.wire = new RawSocket(URI.create(user.url()), "/api/v1/chat/ws/", user.token());
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        Thread.ofVirtual().name("test-socket").start(this::listen);
    }

    /**
     * Opens a socket; the server's first frame has come when this returns.
     *
     * @throws UncheckedIOException if the server is not there, or goes before that
     */
    static TestSocket open(TestUser user) {
        return open(user, frame -> true);
    }

    /** As {@link #open(TestUser)}; {@code ear} hears each frame, and answers false for one that is not to be logged. */
    static TestSocket open(TestUser user, Predicate<JsonNode> ear) {
        var socket = new TestSocket(user, ear);
        return socket.find(frame -> isOf(frame, "ready"))
                .map(ready -> socket)
                .orElseThrow(() -> new UncheckedIOException(new IOException("gone before it was ready")));
    }

    /** @throws UncheckedIOException if the socket is closed */
    void send(Object frame) {
        try {
            wire.send(TestUser.write(frame));
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    /** The first frame of that kind, be it one that came already. */
    JsonNode awaitType(String type) {
        return await(frame -> isOf(frame, type));
    }

    private static boolean isOf(JsonNode frame, String type) {
        return frame.path("type").asText().equals(type);
    }

    /** As {@link #find}; fails if the socket ends before. */
    JsonNode await(Predicate<JsonNode> wanted) {
        return find(wanted).orElseThrow(() -> new AssertionError("closed with " + closeCode + ": " + log));
    }

    /** The first frame that fits, be it one that came already; empty if the socket ends before it comes. */
    Optional<JsonNode> find(Predicate<JsonNode> wanted) {
        var seen = new int[1];
        var found = new ArrayList<JsonNode>(1);
        awaitNews(() -> {
            while (found.isEmpty() && seen[0] < log.size()) {
                var frame = log.get(seen[0]++);
                if (wanted.test(frame)) {
                    found.add(frame);
                }
            }
            return !found.isEmpty() || closeCode != 0;
        });
        return found.stream().findFirst();
    }

    /** All frames so far, in the order in which they came. */
    List<JsonNode> heard() {
        lock.lock();
        try {
            return List.copyOf(log);
        } finally {
            lock.unlock();
        }
    }

    int awaitClose() {
        awaitNews(() -> closeCode != 0);
        return closeCode;
    }

    /** The code it was closed with; 0 while it is open. */
    int closeCode() {
        lock.lock();
        try {
            return closeCode;
        } finally {
            lock.unlock();
        }
    }

    private interface State {
        boolean isReached();
    }

    private void awaitNews(State state) {
        lock.lock();
        try {
            long nanos = PATIENCE.toNanos();
            while (!state.isReached()) {
                if (nanos <= 0) {
                    throw new AssertionError("nothing came for " + PATIENCE + " after " + log);
                }
                nanos = news.awaitNanos(nanos);
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        } finally {
            lock.unlock();
        }
    }

    private void listen() {
        for (var text = wire.read(); text.isPresent(); text = wire.read()) {
            hear(TestUser.parse(text.get()));
        }
        tell(() -> closeCode = wire.closeCode());
    }

    private void hear(JsonNode frame) {
        if (ear.test(frame) || isOf(frame, "ready")) {
            tell(() -> log.add(frame));
        }
    }

    private void tell(Runnable happening) {
        lock.lock();
        try {
            happening.run();
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Breaks off without a word, wherever it is; nothing is heard any more when this returns. */
    void abort() {
        try {
            wire.abort();
        } catch (IOException closedAlready) {
            // what an abort is for has happened
        }
        awaitClose();
    }

    @Override
    public void close() {
        try {
            wire.close();
        } catch (IOException closedAlready) {
            // what a close is for has happened
        }
    }
}
