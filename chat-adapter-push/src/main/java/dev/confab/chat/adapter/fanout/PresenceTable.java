package dev.confab.chat.adapter.fanout;

import dev.confab.chat.adapter.fanout.PeerNode.Absence;
import dev.confab.chat.adapter.fanout.PresenceMessage.Ask;
import dev.confab.chat.adapter.fanout.PresenceMessage.Beat;
import dev.confab.chat.adapter.fanout.PresenceMessage.Bye;
import dev.confab.chat.adapter.fanout.PresenceMessage.Change;
import dev.confab.chat.adapter.fanout.PresenceMessage.Changes;
import dev.confab.chat.adapter.fanout.PresenceMessage.Part;
import dev.confab.chat.domain.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is connected to which node, as one of them knows it: of itself by its calls, of the others by what they tell. Each
 * keeps all of it, so no question waits for a network. It has no thread: what is to be said to other nodes it gives out in
 * {@link #turn}, of whom listeners are to be told in {@link #toTell}. One lock, held for no longer than a note takes to
 * be taken in.
 *
 * <p>A node that is not heard of for a lease is dropped. That may be an error, and then it comes back. Who tells of the
 * users who thereby go or come is the living node with the first name, and besides it whoever has reason to think that
 * nobody else does; {@link Duties}.
 */
final class PresenceTable {

    private static final int BEATS_IN_LEASE = 6;
    private static final int MOST_ABSENT = 100;

    private final String self;
    private final long lease;
    private final LongSupplier clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<UserId, Set<UUID>> connections = new HashMap<>();

    /** To how many other nodes users are connected. */
    private final Map<UserId, Integer> elsewhere = new HashMap<>();

    private final Map<String, PeerNode> peers = new HashMap<>();
    private final Duties duties;
    /** The nodes dropped last, and whether we told of it. */
    private final Map<String, Absence> absent = new LinkedHashMap<>();

    private final Map<UserId, Change> unsaid = new LinkedHashMap<>();
    private final Set<String> unasked = new HashSet<>();
    private long number;
    private long lastTurn;
    private long lastBeat;
    private boolean beatIsWanted = true;
    private boolean askAll = true;
    private boolean allIsWanted;

    /** @param clock in nanoseconds */
    PresenceTable(String self, Duration lease, LongSupplier clock) {
        this.self = self;
        this.lease = lease.toNanos();
        this.clock = clock;
        duties = new Duties(this.lease);
        lastTurn = clock.getAsLong();
    }

    private <T> T locked(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }

    // --- our own users
    // -------------------------------------------------------------------------------------------------------

    /** True if it is the user's only connection. */
    boolean connected(UserId user, UUID connection) {
        return locked(() -> {
            var open = connections.computeIfAbsent(user, first -> new HashSet<>());
            boolean isFirst = open.add(connection) && open.size() == 1;
            boolean isOnly = open.size() == 1 && !elsewhere.containsKey(user);
            if (isFirst) {
                say(new Change(user, true, isOnly));
            }
            return isOnly;
        });
    }

    /** True if it was there and was the user's last one. */
    boolean disconnected(UserId user, UUID connection) {
        return locked(() -> {
            var open = connections.get(user);
            if (open == null || !open.remove(connection) || !open.isEmpty()) {
                return false;
            }
            connections.remove(user);
            boolean isOffline = !elsewhere.containsKey(user);
            say(new Change(user, false, isOffline));
            duties.left(user, clock.getAsLong());
            return isOffline;
        });
    }

    /** Of several changes of a user the last one counts, in its place. */
    private void say(Change change) {
        unsaid.remove(change.user());
        unsaid.put(change.user(), change);
    }

    boolean isOnline(UserId user) {
        return locked(() -> isConnected(user));
    }

    private boolean isConnected(UserId user) {
        return connections.containsKey(user) || elsewhere.containsKey(user);
    }

    /** Our own. */
    int connections() {
        return locked(() -> connections.values().stream().mapToInt(Set::size).sum());
    }

    Set<UserId> online() {
        return locked(() -> {
            var users = new HashSet<>(connections.keySet());
            users.addAll(elsewhere.keySet());
            return Set.copyOf(users);
        });
    }

    // --- what other nodes say
    // -------------------------------------------------------------------------------------------------------

    /** Takes in what {@code node} says; in the order of its saying, as far as it comes. */
    void hear(String node, PresenceMessage note) {
        locked(() -> {
            if (note instanceof Bye) {
                drop(present(node), false);
            } else {
                hear(peer(node), note);
            }
            return node;
        });
    }

    private List<PeerNode> present(String node) {
        var peer = peers.get(node);
        return peer == null ? List.of() : List.of(peer);
    }

    private PeerNode peer(String node) {
        var peer = peers.computeIfAbsent(node, this::welcome);
        peer.heard(clock.getAsLong());
        return peer;
    }

    private PeerNode welcome(String node) {
        var absence = absent.remove(node);
        return new PeerNode(node, absence == null ? Absence.NONE : absence);
    }

    private void hear(PeerNode peer, PresenceMessage note) {
        switch (note) {
            case Beat beat -> hear(peer, beat);
            case Changes changes -> hear(peer, changes);
            case Part part -> peer.gather(part).ifPresent(users -> replace(peer, users, part.number()));
            case Ask ask -> allIsWanted |= ask.node().equals(self);
            case Bye bye -> throw new IllegalArgumentException("nobody is there any more");
        }
    }

    private void hear(PeerNode peer, Beat beat) {
        beatIsWanted |= beat.asks();
        if (beat.number() > peer.number()) {
            ask(peer);
        }
    }

    private void hear(PeerNode peer, Changes changes) {
        if (changes.number() == peer.number() + 1) {
            peer.reach(changes.number());
            changes.changes().forEach(change -> take(peer, change));
        } else if (changes.number() > peer.number()) {
            ask(peer);
        }
    }

    private void ask(PeerNode peer) {
        if (peer.ask()) {
            unasked.add(peer.name());
        }
    }

    /** Whoever has not known the node at all has nothing to tell: it did so itself. */
    private void replace(PeerNode peer, Set<UserId> users, long change) {
        boolean isTold = peer.number() == 0 && peer.absence() == Absence.NONE;
        var before = Set.copyOf(peer.users());
        before.stream()
                .filter(user -> !users.contains(user))
                .forEach(user -> take(peer, new Change(user, false, isTold)));
        users.forEach(user -> take(peer, new Change(user, true, isTold)));
        peer.replace(users, change);
    }

    private void take(PeerNode peer, Change change) {
        boolean was = isConnected(change.user());
        if (change.isOnline() && peer.users().add(change.user())) {
            elsewhere.merge(change.user(), 1, Integer::sum);
        } else if (!change.isOnline() && peer.users().remove(change.user())) {
            countDown(change.user());
        }
        if (was != isConnected(change.user()) && !change.isTold()) {
            duties.note(change.user(), isOurs(peer), clock.getAsLong());
        }
    }

    private void countDown(UserId user) {
        elsewhere.computeIfPresent(user, (key, nodes) -> nodes == 1 ? null : nodes - 1);
    }

    /** The node itself may not know that others thought it dead, or what they knew of its users. */
    private boolean isOurs(PeerNode about) {
        return about.absence() == Absence.TOLD_BY_US || isFirstWithout(about.name());
    }

    private boolean isFirstWithout(@Nullable String node) {
        return peers.keySet().stream().allMatch(name -> name.equals(node) || self.compareTo(name) < 0);
    }

    // --- what is to be done
    // -------------------------------------------------------------------------------------------------------

    /** What went to all nodes may have got lost, in both directions. */
    void mayHaveMissed() {
        locked(() -> {
            askAll = true;
            beatIsWanted = true;
            forgive(clock.getAsLong());
            return number;
        });
    }

    /**
     * Drops who was silent for too long, and answers what is to be said now. To be called several times in a lease, by one
     * thread, which says it in this order.
     *
     * @param canHear whether others could be heard, if they said something
     */
    List<PresenceMessage> turn(boolean canHear) {
        return locked(() -> {
            long now = clock.getAsLong();
            dropTheSilent(now, canHear);
            duties.forgetOld(now);
            var notes = new ArrayList<PresenceMessage>(changes());
            notes.addAll(all());
            notes.addAll(beats(now));
            unasked.forEach(node -> notes.add(new Ask(node)));
            unasked.clear();
            return notes;
        });
    }

    /** Who could not listen, or was asleep, must not judge. */
    private void dropTheSilent(long now, boolean canHear) {
        if (!canHear || now - lastTurn > lease / 2) {
            forgive(now);
        }
        lastTurn = now;
        drop(
                peers.values().stream()
                        .filter(peer -> now - peer.heardAt() > lease)
                        .toList(),
                true);
    }

    private void forgive(long now) {
        peers.values().forEach(peer -> peer.heard(now));
    }

    private void drop(Collection<PeerNode> silent, boolean mayComeBack) {
        if (silent.isEmpty()) {
            return;
        }
        silent.forEach(peer -> peers.remove(peer.name()));
        boolean isOurs = isFirstWithout(null);
        silent.forEach(peer -> dropUsers(peer, isOurs));
        if (isOurs) {
            duties.inherit();
        }
        if (mayComeBack) {
            silent.forEach(peer -> expect(peer.name(), isOurs));
        }
    }

    private void dropUsers(PeerNode peer, boolean isOurs) {
        for (var user : peer.users()) {
            countDown(user);
            if (!isConnected(user)) {
                duties.note(user, isOurs, clock.getAsLong());
            }
        }
    }

    private void expect(String node, boolean isOurs) {
        absent.put(node, isOurs ? Absence.TOLD_BY_US : Absence.TOLD_BY_OTHERS);
        if (absent.size() > MOST_ABSENT) {
            absent.remove(absent.keySet().iterator().next());
        }
    }

    private List<Changes> changes() {
        var notes = Chunks.of(unsaid.values(), PresenceMessage.MOST_CHANGES).stream()
                .map(some -> new Changes(++number, some))
                .toList();
        unsaid.clear();
        return notes;
    }

    private List<Part> all() {
        if (!allIsWanted) {
            return List.of();
        }
        allIsWanted = false;
        var chunks = Chunks.of(connections.keySet(), PresenceMessage.MOST_USERS);
        var notes = new ArrayList<Part>();
        for (var users : chunks) {
            notes.add(new Part(number, notes.size(), chunks.size(), users));
        }
        return notes.isEmpty() ? List.of(new Part(number, 0, 1, List.of())) : notes;
    }

    private List<Beat> beats(long now) {
        if (!beatIsWanted && now - lastBeat < lease / BEATS_IN_LEASE) {
            return List.of();
        }
        var beat = new Beat(number, askAll);
        lastBeat = now;
        beatIsWanted = false;
        askAll = false;
        peers.values().forEach(PeerNode::mayBeAskedAgain);
        return List.of(beat);
    }

    /** Is there something to be said that should not wait? */
    boolean hasNews() {
        return locked(() -> !unsaid.isEmpty() || !unasked.isEmpty() || beatIsWanted || allIsWanted);
    }

    boolean hasDuties() {
        return locked(duties::isAny);
    }

    /** The users of whom listeners are to be told, whatever they are by then. */
    Set<UserId> toTell() {
        return locked(duties::take);
    }
}
