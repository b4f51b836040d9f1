package dev.confab.chat.domain.port;

import dev.confab.chat.domain.SecretDigest;
import dev.confab.chat.domain.room.Invite;
import dev.confab.chat.domain.room.RoomId;
import java.time.Instant;
import java.util.Optional;

/** Invites in a map. */
public final class InMemoryInviteStore implements InviteStore {

    private final InMemoryTransactions transactions;

    public InMemoryInviteStore(InMemoryTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void add(Invite invite) {
        transactions.writing().invites.put(invite.digest(), invite);
    }

    @Override
    public Optional<Invite> find(SecretDigest digest) {
        return Optional.ofNullable(transactions.reading().invites.get(digest));
    }

    @Override
    public int count(RoomId room) {
        return (int) transactions.reading().invites.values().stream()
                .filter(invite -> invite.room().equals(room))
                .count();
    }

    @Override
    public void dropExpired(RoomId room, Instant now) {
        transactions
                .writing()
                .invites
                .values()
                .removeIf(invite -> invite.room().equals(room) && !invite.isValidAt(now));
    }

    @Override
    public int deleteExpiredBefore(Instant time, int limit) {
        var invites = transactions.writing().invites;
        var expired = invites.values().stream()
                .filter(invite -> invite.expires().isBefore(time))
                .limit(limit)
                .toList();
        expired.forEach(invite -> invites.remove(invite.digest()));
        return expired.size();
    }

    @Override
    public void delete(SecretDigest digest) {
        transactions.writing().invites.remove(digest);
    }
}
