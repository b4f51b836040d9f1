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

/** One open socket of one user. Callable from every thread. */
final class Connection {

    private static final Duration PAUSE = Duration.ofMillis(2);

    private final UUID id = UUID.randomUUID();
    private volatile Caller caller;
    private final FileUrls urls;
    private final Transport wire;
    private final OutboundQueue outbox;
    private final Consumer<Connection> onEnd;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Set<RoomId> rooms = ConcurrentHashMap.newKeySet();
    private final ConnectionHealth vitals = new ConnectionHealth();
    private final FrameRateLimiter inflow;
    private volatile boolean ready;
    private volatile boolean synced;

    /**
     * @param urls of the files that frames name
     * @param onEnd called once, without any lock held, when nothing may be sent any more
     */
    Connection(
            Caller caller,
            FileUrls urls,
            Transport wire,
            WsAdapter.Settings settings,
            Executor writers,
            Consumer<Connection> onEnd) {
        this.caller = caller;
        this.urls = urls;
        this.wire = wire;
        this.onEnd = onEnd;
        this.inflow = new FrameRateLimiter(settings.pace(), settings.nanos());
        this.outbox =
                new OutboundQueue(wire, settings.maxQueuedFrames(), settings.maxQueuedBytes(), writers, this::broke);
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

    /** Null if there is none that it could end with. */
    @Nullable
    LoginId login() {
        return caller.login();
    }

    boolean isOpen() {
        return !ended.get();
    }

    /** Has it been told of the rooms it starts with? Before that, nobody else brings it into a room. */
    boolean isReady() {
        return ready;
    }

    void becomeReady() {
        ready = true;
    }

    /** Notes that the client has said what it knows; true the first time. */
    boolean becomeSynced() {
        boolean first = !synced;
        synced = true;
        return first;
    }

    ConnectionHealth vitals() {
        return vitals;
    }

    /** Limits what comes in; only for the thread that works on a frame. */
    FrameRateLimiter inflow() {
        return inflow;
    }

    /** From now on it is as good as the token that this caller came with. */
    void renew(Caller fresh) {
        caller = fresh;
    }

    boolean isExpiredAt(Instant now) {
        return !now.isBefore(caller.expires());
    }

    void ping() {
        vitals.pinged();
        wire.ping();
    }

    /** Queues a frame without writing it; false if there is no room. */
    boolean offer(EncodedFrame frame) {
        return outbox.offer(frame.with(urls));
    }

    int waitingBytes() {
        return outbox.bytes();
    }

    /** Lets the writers write what is queued. */
    void flush() {
        outbox.flush();
    }

    /** Sends a frame after all that were offered before, or closes. No lock may be held. */
    void send(EncodedFrame frame) {
        if (offer(frame)) {
            flush();
        } else {
            close(CloseCode.TOO_SLOW);
        }
    }

    /** As {@link #send}, but waits for room, and closes only if there is none for too long. */
    void sendPatiently(EncodedFrame frame, Duration patience) {
        awaitRoom(patience);
        send(frame);
    }

    /** Returns once little enough waits to be written, or {@code patience} is over. No lock may be held. */
    void awaitRoom(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (isOpen() && outbox.isBusy() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Notes that it follows {@code room}; false if it has ended. */
    boolean follows(RoomId room) {
        rooms.add(room);
        if (isOpen()) {
            return true;
        }
        rooms.remove(room);
        return false;
    }

    void followsNoMore(RoomId room) {
        rooms.remove(room);
    }

    boolean isIn(RoomId room) {
        return rooms.contains(room);
    }

    Set<RoomId> rooms() {
        return Set.copyOf(rooms);
    }

    /** Takes no more frames and says goodbye; does nothing the second time. No lock may be held. */
    void close(CloseCode code) {
        if (ended.compareAndSet(false, true)) {
            outbox.close(code);
            onEnd.accept(this);
        }
    }

    /** The other side has gone. No lock may be held. */
    void gone() {
        if (ended.compareAndSet(false, true)) {
            outbox.shut();
            onEnd.accept(this);
        }
    }

    /** Nothing can be written any more. */
    private void broke() {
        wire.cut();
        gone();
    }

    void cut() {
        wire.cut();
    }
}
