package dev.confab.chat.adapter.fanout;

import dev.confab.chat.domain.user.UserId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Of which users' coming and going this node is to tell, as no call has answered it; under the lock of {@link PresenceTable}. What
 * is another node's duty is kept in mind for two leases: should that one turn out to be dead, it is ours. No more than the
 * users who came and went in that time.
 */
final class Duties {

    private final long memory;
    private final Set<UserId> toTell = new LinkedHashSet<>();

    /** When it became another node's duty to tell of them; the oldest first. */
    private final Map<UserId, Long> others = new LinkedHashMap<>();

    /** When users last left this node; the oldest first. */
    private final Map<UserId, Long> leftUs = new LinkedHashMap<>();

    /** @param lease in nanoseconds */
    Duties(long lease) {
        memory = 2 * lease;
    }

    void left(UserId user, long now) {
        put(leftUs, user, now);
    }

    /**
     * Notes that nobody's call has answered that the user went offline, or came back. It is also the duty of whom they
     * left a moment ago: that one may have told the opposite, or have relied on another.
     */
    void note(UserId user, boolean isOurs, long now) {
        if (isOurs || leftUs.containsKey(user)) {
            toTell.add(user);
        } else {
            put(others, user, now);
        }
    }

    private static void put(Map<UserId, Long> times, UserId user, long now) {
        times.remove(user);
        times.put(user, now);
    }

    /** Whose duty they were is dead. */
    void inherit() {
        toTell.addAll(others.keySet());
        others.clear();
    }

    boolean isAny() {
        return !toTell.isEmpty();
    }

    Set<UserId> take() {
        var users = new HashSet<>(toTell);
        toTell.clear();
        return users;
    }

    void forgetOld(long now) {
        forgetOld(others, now);
        forgetOld(leftUs, now);
    }

    private void forgetOld(Map<UserId, Long> times, long now) {
        var oldest = times.values().iterator();
        while (oldest.hasNext() && now - oldest.next() > memory) {
            oldest.remove();
        }
    }
}
