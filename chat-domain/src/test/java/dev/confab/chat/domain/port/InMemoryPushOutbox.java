package dev.confab.chat.domain.port;

import static java.util.Comparator.comparing;

import dev.confab.chat.domain.device.PendingPush;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Pending pushes in a map. */
public final class InMemoryPushOutbox implements PushOutbox {

    private static final Comparator<PendingPush> BY_TIME =
            comparing(PendingPush::due).thenComparing(push -> push.id().toString());

    private final InMemoryTransactions transactions;

    public InMemoryPushOutbox(InMemoryTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void add(List<PendingPush> pushes) {
        pushes.forEach(push -> transactions.writing().pendingPushes.put(push.id(), push));
    }

    @Override
    public boolean isAnyDue(Instant now) {
        return transactions.reading().pendingPushes.values().stream()
                .anyMatch(push -> !push.due().isAfter(now));
    }

    @Override
    public List<PendingPush> claim(Instant now, Instant until, int limit) {
        var pending = transactions.writing().pendingPushes;
        var claimed = pending.values().stream()
                .filter(push -> !push.due().isAfter(now))
                .sorted(BY_TIME)
                .limit(limit)
                .map(push -> push.withDue(until))
                .toList();
        claimed.forEach(push -> pending.put(push.id(), push));
        return claimed;
    }

    @Override
    public void done(Collection<PendingPush> claimed) {
        claimed.forEach(push -> transactions.writing().pendingPushes.remove(push.id()));
    }

    @Override
    public void replace(PendingPush claimed, PendingPush next) {
        transactions.writing().pendingPushes.replace(claimed.id(), claimed, next);
    }

    @Override
    public Backlog backlog() {
        var pending = transactions.reading().pendingPushes.values();
        return new Backlog(
                pending.size(), pending.stream().map(PendingPush::createdAt).min(Comparator.naturalOrder()));
    }

    @Override
    public int deleteCreatedBefore(Instant time, int limit) {
        var old = transactions.writing().pendingPushes.values().stream()
                .filter(push -> push.createdAt().isBefore(time))
                .limit(limit)
                .toList();
        done(old);
        return old.size();
    }

    @Override
    public int trim(int most) {
        var pending = transactions.writing().pendingPushes;
        var beyond = pending.values().stream().sorted(BY_TIME).skip(most).toList();
        done(beyond);
        return beyond.size();
    }
}
