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
 * {@link PresenceStore} of a cluster: a {@link PresenceTable} with two threads. The publisher sends changes and heartbeats
 * to other nodes, the notifier calls listeners.
 */
final class ClusterPresence implements PresenceStore, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterPresence.class);
    private static final int ROUNDS_PER_LEASE = 12;
    private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(500);

    private final PresenceTable table;
    private final Consumer<PresenceMessage> publication;
    private final BooleanSupplier canReceive;
    private final long roundNanos;
    private final List<Registration> registrations = new CopyOnWriteArrayList<>();
    private final Semaphore messagesDue = new Semaphore(0);
    private final Semaphore announcementsDue = new Semaphore(0);
    private final Thread publisher =
            Thread.ofVirtual().name("presence-publisher").unstarted(this::publishAll);
    private final Thread notifier = Thread.ofVirtual().name("presence-notifier").unstarted(this::announceAll);
    private volatile boolean closed;

    /**
     * @param publication sends a message to all other nodes, in order; neither blocks nor throws
     * @param canReceive whether messages of other nodes can arrive
     */
    ClusterPresence(String node, Duration lease, Consumer<PresenceMessage> publication, BooleanSupplier canReceive) {
        table = new PresenceTable(node, lease, System::nanoTime);
        this.publication = publication;
        this.canReceive = canReceive;
        roundNanos = lease.toNanos() / ROUNDS_PER_LEASE;
    }

    /** A registered listener. Compared by identity, so that closing one subscription removes one. */
    private static final class Registration {

        private final Listener listener;

        Registration(Listener listener) {
            this.listener = listener;
        }

        void announce(UserId user, boolean isOnline) {
            try {
                listener.onPresence(user, isOnline);
            } catch (RuntimeException | Error fault) {
                LOG.error(
                        "Presence listener failed; the change is not repeated: {}",
                        fault.getClass().getName());
            }
        }
    }

    void open() {
        publisher.start();
        notifier.start();
    }

    @Override
    public boolean connected(UserId user, UUID connection) {
        boolean isOnly = table.connected(user, connection);
        wake();
        return isOnly;
    }

    @Override
    public boolean disconnected(UserId user, UUID connection) {
        boolean wasLast = table.disconnected(user, connection);
        wake();
        return wasLast;
    }

    @Override
    public boolean isOnline(UserId user) {
        return table.isOnline(user);
    }

    @Override
    public int connections() {
        return table.connections();
    }

    @Override
    public Set<UserId> online() {
        return table.online();
    }

    @Override
    public Subscription subscribe(Listener listener) {
        var registration = new Registration(listener);
        registrations.add(registration);
        return () -> registrations.remove(registration);
    }

    /** Applies a message of another node. Neither blocks nor throws. */
    void receive(String node, PresenceMessage message) {
        table.receive(node, message);
        wake();
    }

    /** Requests the state of all nodes, because messages to all nodes may have been lost. */
    void onPossibleLoss() {
        table.requestAll();
        wake();
    }

    private void wake() {
        if (table.hasUrgentMessages()) {
            messagesDue.release();
        }
        wakeNotifier();
    }

    private void wakeNotifier() {
        if (table.hasAnnouncements()) {
            announcementsDue.release();
        }
    }

    private void publishAll() {
        try {
            while (!closed) {
                table.nextMessages(canReceive.getAsBoolean()).forEach(publication);
                wakeNotifier();
                var unused = messagesDue.tryAcquire(roundNanos, TimeUnit.NANOSECONDS);
                messagesDue.drainPermits();
            }
        } catch (InterruptedException closing) {
            // close() ends the thread.
        }
    }

    private void announceAll() {
        try {
            while (!closed) {
                announcementsDue.acquire();
                announcementsDue.drainPermits();
                table.drainAnnouncements().forEach(this::announce);
            }
        } catch (InterruptedException closing) {
            // close() ends the thread.
        }
    }

    private void announce(UserId user) {
        boolean isOnline = table.isOnline(user);
        registrations.forEach(registration -> registration.announce(user, isOnline));
    }

    /** Ends the threads, then sends the remaining messages and a leave message. */
    @Override
    public void close() {
        closed = true;
        messagesDue.release();
        announcementsDue.release();
        Threads.end(publisher, CLOSE_TIMEOUT);
        Threads.end(notifier, CLOSE_TIMEOUT);
        table.nextMessages(canReceive.getAsBoolean()).forEach(publication);
        publication.accept(new PresenceMessage.Leave());
    }
}
