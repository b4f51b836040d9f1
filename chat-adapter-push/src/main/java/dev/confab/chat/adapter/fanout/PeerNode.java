package dev.confab.chat.adapter.fanout;

import dev.confab.chat.adapter.fanout.PresenceMessage.SnapshotPart;
import dev.confab.chat.domain.user.UserId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Another node and its users, according to its messages. Guarded by the lock of {@link PresenceTable}. */
final class PeerNode {

    private final String name;
    private final Absence absence;
    private Set<UserId> users = new HashSet<>();
    private long number;
    private long heardAt;
    private boolean isSnapshotRequested;
    private Set<UserId> snapshot = new HashSet<>();
    private long snapshotNumber;
    private int nextPart;

    /** Whether the node was dropped before, and which node announced that. */
    enum Absence {
        NONE,
        ANNOUNCED_BY_US,
        ANNOUNCED_BY_OTHERS
    }

    PeerNode(String name, Absence absence) {
        this.name = name;
        this.absence = absence;
    }

    String name() {
        return name;
    }

    Absence absence() {
        return absence;
    }

    Set<UserId> users() {
        return users;
    }

    /** Returns the number of the last change that was applied; 0 for none yet. */
    long number() {
        return number;
    }

    void advanceTo(long change) {
        number = change;
    }

    /** Whether nothing was received for longer than {@code lease}. */
    boolean isSilent(long now, long lease) {
        return now - heardAt > lease;
    }

    void recordReceived(long now) {
        heardAt = now;
    }

    /** Requests a snapshot. Returns false if one was requested since {@link #allowSnapshotRequest}. */
    boolean requestSnapshot() {
        boolean isFirst = !isSnapshotRequested;
        isSnapshotRequested = true;
        return isFirst;
    }

    void allowSnapshotRequest() {
        isSnapshotRequested = false;
    }

    /** Adds a part of a snapshot. Returns all users of the node once the last part has arrived. */
    Optional<Set<UserId>> add(SnapshotPart part) {
        if (part.part() == 0) {
            snapshot = new HashSet<>();
            snapshotNumber = part.number();
            nextPart = 0;
        }
        if (part.number() <= number || part.number() != snapshotNumber || part.part() != nextPart) {
            return Optional.empty();
        }
        snapshot.addAll(part.users());
        nextPart++;
        return nextPart == part.parts() ? Optional.of(snapshot) : Optional.empty();
    }

    /** Replaces all users by those of a snapshot. */
    void replaceUsers(Set<UserId> allUsers, long change) {
        users = new HashSet<>(allUsers);
        number = change;
        snapshot = new HashSet<>();
        isSnapshotRequested = false;
    }
}
