package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.port.PresenceStore;
import dev.confab.chat.domain.port.Subscription;
import dev.confab.chat.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link PresenceStore} over several nodes: a {@link PresenceTable} with two threads. One says to the other nodes what there is to
 * say, soon after it happened, and that we live; the other one calls listeners.
 */
final class ClusterPresence implements PresenceStore, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterPresence.class);
    private static final int TURNS_IN_LEASE = 12;
    private static final Duration LAST_WORDS = Duration.ofMillis(500);

    private final PresenceTable roster;
    private final Consumer<PresenceMessage> speech;
    private final BooleanSupplier canHear;
    private final long turn;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Semaphore somethingToSay = new Semaphore(0);
    private final Semaphore somethingToTell = new Semaphore(0);
    private final Thread speaker = Thread.ofVirtual().name("presence-speaker").unstarted(this::speak);
    private final Thread teller = Thread.ofVirtual().name("presence-teller").unstarted(this::tell);
    private volatile boolean closed;

    /**
     * @param speech says something to all other nodes, in order; neither blocks nor throws
     * @param canHear whether others could be heard, if they said something
     */
    ClusterPresence(String node, Duration lease, Consumer<PresenceMessage> speech, BooleanSupplier canHear) {
        roster = new PresenceTable(node, lease, System::nanoTime);
        this.speech = speech;
        this.canHear = canHear;
        turn = lease.toNanos() / TURNS_IN_LEASE;
    }

    /** Equal to nothing but itself, so that closing one subscription ends one. */
    private static final class Call {

        private final Listener listener;

        Call(Listener listener) {
            this.listener = listener;
        }

        void make(UserId user, boolean isOnline) {
            try {
                listener.onPresence(user, isOnline);
            } catch (RuntimeException | Error fault) {
                LOG.error(
                        "A listener failed on who came or went: {}",
                        fault.getClass().getName());
            }
        }
    }

    void open() {
        speaker.start();
        teller.start();
    }

    @Override
    public boolean connected(UserId user, UUID connection) {
        boolean isOnly = roster.connected(user, connection);
        wake();
        return isOnly;
    }

    @Override
    public boolean disconnected(UserId user, UUID connection) {
        boolean wasLast = roster.disconnected(user, connection);
        wake();
        return wasLast;
    }

    @Override
    public boolean isOnline(UserId user) {
        return roster.isOnline(user);
    }

    @Override
    public int connections() {
        return roster.connections();
    }

    @Override
    public Set<UserId> online() {
        return roster.online();
    }

    @Override
    public Subscription subscribe(Listener listener) {
        var call = new Call(listener);
        calls.add(call);
        return () -> calls.remove(call);
    }

    /** Takes in what another node says. Neither blocks nor throws. */
    void hear(String node, PresenceMessage note) {
        roster.hear(node, note);
        wake();
    }

    void mayHaveMissed() {
        roster.mayHaveMissed();
        wake();
    }

    private void wake() {
        if (roster.hasNews()) {
            somethingToSay.release();
        }
        if (roster.hasDuties()) {
            somethingToTell.release();
        }
    }

    private void speak() {
        try {
            while (!closed) {
                roster.turn(canHear.getAsBoolean()).forEach(speech);
                wakeTeller();
                var unused = somethingToSay.tryAcquire(turn, TimeUnit.NANOSECONDS);
                somethingToSay.drainPermits();
            }
        } catch (InterruptedException end) {
            // closed
        }
    }

    private void wakeTeller() {
        if (roster.hasDuties()) {
            somethingToTell.release();
        }
    }

    private void tell() {
        try {
            while (!closed) {
                somethingToTell.acquire();
                somethingToTell.drainPermits();
                roster.toTell().forEach(this::tell);
            }
        } catch (InterruptedException end) {
            // closed
        }
    }

    private void tell(UserId user) {
        boolean isOnline = roster.isOnline(user);
        calls.forEach(call -> call.make(user, isOnline));
    }

    /** Says what there is left to say, and good-bye. */
    @Override
    public void close() {
        closed = true;
        somethingToSay.release();
        somethingToTell.release();
        Threads.end(speaker, LAST_WORDS);
        Threads.end(teller, LAST_WORDS);
        roster.turn(canHear.getAsBoolean()).forEach(speech);
        speech.accept(new PresenceMessage.Bye());
    }
}
