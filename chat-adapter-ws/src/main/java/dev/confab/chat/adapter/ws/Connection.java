package dev.confab.chat.adapter.ws;

import dev.confab.chat.adapter.wire.FileUrls;
import dev.confab.chat.application.account.Caller;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.LoginId;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An open WebSocket of one user, with its outbound queue, its rooms and its health. Callable from every thread. */
final class Connection {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(2);

    private final UUID id = UUID.randomUUID();
    private final FileUrls urls;
    private final Transport transport;
    private final OutboundQueue outbound;
    private final FrameRateLimiter rateLimiter;
    private final Consumer<Connection> onEnd;
    private final Set<RoomId> rooms = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile Caller caller;
    private volatile boolean ready;
    private volatile boolean synced;
    private volatile boolean busy;
    private volatile long lastReceivedNanos = System.nanoTime();
    private volatile long lastPingNanos = lastReceivedNanos;

    /**
     * @param urls creates the URLs of files in frames
     * @param onEnd called once, without a lock held, when nothing more may be sent
     */
    Connection(
            Caller caller,
            FileUrls urls,
            Transport transport,
            WsAdapter.Settings settings,
            Executor writers,
            Consumer<Connection> onEnd) {
        this.caller = caller;
        this.urls = urls;
        this.transport = transport;
        this.onEnd = onEnd;
        var limits = settings.limits();
        this.rateLimiter = new FrameRateLimiter(limits.pace(), settings.nanos());
        this.outbound = new OutboundQueue(
                transport, limits.maxQueuedFrames(), limits.maxQueuedBytes(), writers, this::abortBroken);
    }

    UUID id() {
        return id;
    }

    User user() {
        return caller.user();
    }

    UserId userId() {
        return caller.user().id();
    }

    /** Returns the log-in whose end closes the connection, or null if there is none. */
    @Nullable
    LoginId login() {
        return caller.login();
    }

    boolean isOpen() {
        return !ended.get();
    }

    /** Whether {@code ready} was sent. Before that, only {@link InitialState} subscribes the connection to rooms. */
    boolean isReady() {
        return ready;
    }

    void becomeReady() {
        ready = true;
    }

    /** Records that the client has sent its versions. Returns true the first time. */
    boolean becomeSynced() {
        boolean isFirst = !synced;
        synced = true;
        return isFirst;
    }

    /** Returns the limiter of inbound frames, for the thread that handles a frame. */
    FrameRateLimiter rateLimiter() {
        return rateLimiter;
    }

    /** Replaces the caller, and so the time at which the token expires. */
    void renew(Caller renewed) {
        caller = renewed;
    }

    boolean isExpiredAt(Instant now) {
        return !now.isBefore(caller.expires());
    }

    // --- health ----------------------------------------------------------------------------------------------------

    /** Records a sign of life from the client. */
    void recordReceived() {
        lastReceivedNanos = System.nanoTime();
    }

    /** Marks the start of a frame's handling, during which no pong can arrive. */
    void beginFrame() {
        busy = true;
    }

    void endFrame() {
        recordReceived();
        busy = false;
    }

    /** Whether a frame is being handled. */
    boolean isBusy() {
        return busy;
    }

    boolean isSilentFor(Duration time) {
        return !busy && System.nanoTime() - lastReceivedNanos > time.toNanos();
    }

    boolean needsPing(Duration interval) {
        return System.nanoTime() - lastPingNanos >= interval.toNanos();
    }

    void ping() {
        lastPingNanos = System.nanoTime();
        transport.ping();
    }

    // --- outbound frames -------------------------------------------------------------------------------------------

    /** Queues a frame without writing it. Returns false if the queue is full. */
    boolean offer(EncodedFrame frame) {
        return outbound.offer(frame.with(urls));
    }

    /** Starts writing the queued frames. */
    void flush() {
        outbound.flush();
    }

    /** Queues and writes a frame, or closes the connection if the queue is full. The caller must not hold a lock. */
    void send(EncodedFrame frame) {
        if (offer(frame)) {
            flush();
        } else {
            close(CloseCode.TOO_SLOW);
        }
    }

    /** Blocks until at most half of the queue is used, or until the timeout. The caller must not hold a lock. */
    void awaitQueueSpace(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (isOpen() && outbound.isHalfFull() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL_INTERVAL.toNanos());
        }
    }

    int waitingBytes() {
        return outbound.bytes();
    }

    // --- rooms -----------------------------------------------------------------------------------------------------

    /** Adds a room that the connection is subscribed to. Returns false if the connection has ended. */
    boolean addRoom(RoomId room) {
        rooms.add(room);
        if (isOpen()) {
            return true;
        }
        rooms.remove(room);
        return false;
    }

    void removeRoom(RoomId room) {
        rooms.remove(room);
    }

    boolean hasRoom(RoomId room) {
        return rooms.contains(room);
    }

    Set<RoomId> rooms() {
        return Set.copyOf(rooms);
    }

    // --- end -------------------------------------------------------------------------------------------------------

    /** Takes no more frames and closes the socket with {@code code}. Idempotent. The caller must not hold a lock. */
    void close(CloseCode code) {
        if (ended.compareAndSet(false, true)) {
            outbound.close(code);
            onEnd.accept(this);
        }
    }

    /** Ends a connection that the client has closed. Idempotent. The caller must not hold a lock. */
    void onClosed() {
        if (ended.compareAndSet(false, true)) {
            outbound.discard();
            onEnd.accept(this);
        }
    }

    private void abortBroken() {
        transport.abort();
        onClosed();
    }

    /** Aborts the socket without a close frame. */
    void abort() {
        transport.abort();
    }
}
