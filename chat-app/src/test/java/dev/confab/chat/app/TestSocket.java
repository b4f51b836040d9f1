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

/** A socket with a log of all received frames in order. Thread-safe. */
final class TestSocket implements AutoCloseable {

    /** The code for an end without a close frame. */
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
     * Opens a socket and returns after the server's first frame.
     *
     * @throws UncheckedIOException if the server cannot be reached or closes before that
     */
    static TestSocket open(TestUser user) {
        return open(user, frame -> true);
    }

    /** Opens a socket with a listener, which returns false for frames that are not to be logged. */
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

    /** Returns the first frame of a type, received already or later. */
    JsonNode awaitType(String type) {
        return await(frame -> isOf(frame, type));
    }

    private static boolean isOf(JsonNode frame, String type) {
        return frame.path("type").asText().equals(type);
    }

    /** Returns the first matching frame; fails if the socket closes before. */
    JsonNode await(Predicate<JsonNode> wanted) {
        return find(wanted).orElseThrow(() -> new AssertionError("closed with " + closeCode + ": " + log));
    }

    /** Returns the first matching frame, received already or later, or empty if the socket closes before. */
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

    /** Returns all frames received so far, in order. */
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

    /** Returns the close code, or 0 while the socket is open. */
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

    /** Aborts the connection; no frame is received after this returns. */
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
