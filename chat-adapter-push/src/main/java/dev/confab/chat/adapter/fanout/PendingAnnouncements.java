package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.user.UserId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The users whose presence change this node has to announce to its listeners, because no return value did. Changes that
 * another node has to announce are remembered for two leases: if that node fails, this one takes them over. Bounded by the
 * users who came and went in that time. Guarded by the lock of {@link PresenceTable}.
 */
final class PendingAnnouncements {

    private final long memoryNanos;
    private final Set<UserId> due = new LinkedHashSet<>();

    /** The changes that another node has to announce, with the time of each; the oldest first. */
    private final Map<UserId, Long> leftToOthers = new LinkedHashMap<>();

    /** The times at which users last disconnected from this node; the oldest first. */
    private final Map<UserId, Long> localLeaves = new LinkedHashMap<>();

    PendingAnnouncements(long leaseNanos) {
        memoryNanos = 2 * leaseNanos;
    }

    void recordLocalLeave(UserId user, long now) {
        put(localLeaves, user, now);
    }

    /**
     * Records a change that no return value has announced. A node that the user left a moment ago announces it as well: it
     * may have announced the opposite, or relied on another node.
     */
    void record(UserId user, boolean isOurs, long now) {
        if (isOurs || localLeaves.containsKey(user)) {
            due.add(user);
        } else {
            put(leftToOthers, user, now);
        }
    }

    private static void put(Map<UserId, Long> times, UserId user, long now) {
        times.remove(user);
        times.put(user, now);
    }

    /** Takes over the changes of a node that has failed. */
    void takeOver() {
        due.addAll(leftToOthers.keySet());
        leftToOthers.clear();
    }

    boolean isEmpty() {
        return due.isEmpty();
    }

    /** Returns the users to announce, who are then no longer pending. */
    Set<UserId> drain() {
        var users = new HashSet<>(due);
        due.clear();
        return users;
    }

    /** Forgets what is older than two leases. */
    void expire(long now) {
        expire(leftToOthers, now);
        expire(localLeaves, now);
    }

    private void expire(Map<UserId, Long> times, long now) {
        var oldest = times.values().iterator();
        while (oldest.hasNext() && now - oldest.next() > memoryNanos) {
            oldest.remove();
        }
    }
}
