package dev.confab.chat.adapter.fanout;

import dev.confab.chat.adapter.fanout.PresenceMessage.Part;
import dev.confab.chat.domain.user.UserId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Another node, as far as it has told; under the lock of {@link PresenceTable}. */
final class PeerNode {

    private final String name;
    private final Absence absence;
    private Set<UserId> users = new HashSet<>();
    private long number;
    private long heardAt;
    private boolean asked;
    private Set<UserId> gathered = new HashSet<>();
    private long gatheredNumber;
    private int nextPart;

    /** Whether it had been given up, and who told of that. */
    enum Absence {
        NONE,
        TOLD_BY_US,
        TOLD_BY_OTHERS
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

    /** Of its last change that is known here; 0 for none yet. */
    long number() {
        return number;
    }

    void reach(long change) {
        number = change;
    }

    long heardAt() {
        return heardAt;
    }

    void heard(long now) {
        heardAt = now;
    }

    /** Answers true once between two calls of {@link #mayBeAskedAgain}. */
    boolean ask() {
        boolean isFirst = !asked;
        asked = true;
        return isFirst;
    }

    void mayBeAskedAgain() {
        asked = false;
    }

    /** Answers all its users once the last part of news has come. */
    Optional<Set<UserId>> gather(Part part) {
        if (part.part() == 0) {
            gathered = new HashSet<>();
            gatheredNumber = part.number();
            nextPart = 0;
        }
        if (part.number() <= number || part.number() != gatheredNumber || part.part() != nextPart) {
            return Optional.empty();
        }
        gathered.addAll(part.users());
        nextPart++;
        return nextPart == part.parts() ? Optional.of(gathered) : Optional.empty();
    }

    /** From now on it has these users, and what was gathered is forgotten. */
    void replace(Set<UserId> all, long change) {
        users = new HashSet<>(all);
        number = change;
        gathered = new HashSet<>();
        asked = false;
    }
}
