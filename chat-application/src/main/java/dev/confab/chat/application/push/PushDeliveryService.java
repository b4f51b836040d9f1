package dev.confab.chat.application.push;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.application.port.PushConfig;
import dev.confab.chat.domain.device.PendingPush;
import dev.confab.chat.domain.device.Push;
import dev.confab.chat.domain.device.PushDecision;
import dev.confab.chat.domain.port.IdSource;
import dev.confab.chat.domain.port.PresenceStore;
import dev.confab.chat.domain.port.PushGateway.Outcome;
import dev.confab.chat.domain.port.PushOutbox;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

final class PushDeliveryService implements PushDelivery {

    private static final int BATCH = 64;

    /** Nothing that is the device's trouble. */
    private static final Outcome NOT_TRIED = new Outcome.Retry(Duration.ZERO, "");

    private final Transactions transactions;
    private final PushOutbox outbox;
    private final Recipients recipients;
    private final PushConfig channels;
    private final PushCounts counts = new PushCounts();
    private final PushResultWriter recorder;
    private final IdSource ids;
    private final InstantSource clock;
    private final Semaphore places = new Semaphore(MOST_UNDER_WAY);
    private final Semaphore slots = new Semaphore(MOST_SENDING);
    private volatile boolean isStopping;

    PushDeliveryService(Stores stores, PresenceStore presence, PushConfig channels, Environment environment) {
        this.transactions = stores.transactions();
        this.outbox = stores.pushOutbox();
        this.recipients = new Recipients(stores, presence, channels, counts);
        this.channels = channels;
        this.recorder = new PushResultWriter(stores, environment.clock(), places::release);
        this.ids = environment.ids();
        this.clock = environment.clock();
    }

    @Override
    public int work() {
        recorder.flush();
        int free = Math.min(BATCH, places.availablePermits());
        if (isStopping || !channels.isOn() || free <= 0) {
            return 0;
        }
        var claimed = claimed(clock.instant(), free);
        jobs(claimed).forEach(this::begin);
        return claimed.size();
    }

    /** Looks first, because a node looks often, and a transaction that writes nothing may still cost a visit to the disk. */
    private List<PendingPush> claimed(Instant now, int most) {
        if (!transactions.read(() -> outbox.isAnyDue(now))) {
            return List.of();
        }
        return transactions.write(() -> outbox.claim(now, now.plus(channels.claim()), most));
    }

    /** Who is told is read for all of them on one connection, before the first one is told. */
    private List<PushJob> jobs(List<PendingPush> claimed) {
        if (claimed.isEmpty()) {
            return List.of();
        }
        return transactions.read(() -> {
            var jobs = new ArrayList<PushJob>();
            claimed.forEach(pending -> jobs.add(new PushJob(pending, audience(pending))));
            return jobs;
        });
    }

    private PushTargets audience(PendingPush pending) {
        if (pending.isTooOldAt(clock.instant())) {
            counts.add(PushResult.EXPIRED, Math.max(1, pending.targets().size()));
            return PushTargets.NONE;
        }
        return recipients.of(pending, clock.instant());
    }

    private void begin(PushJob job) {
        places.acquireUninterruptibly();
        job.givenUp(clock.instant()).forEach(device -> counts.withhold(PushDecision.ONLINE));
        if (job.pushes().isEmpty()) {
            end(job);
        } else {
            job.pushes().forEach(push -> begin(job, push));
        }
    }

    private void begin(PushJob job, Push push) {
        slots.acquireUninterruptibly();
        try {
            channels.threads().execute(() -> sendInSlot(job, push));
        } catch (RejectedExecutionException closed) {
            slots.release();
            answer(job, push, NOT_TRIED);
        }
    }

    private void sendInSlot(PushJob job, Push push) {
        try {
            answer(job, push, isTooLate(job) ? NOT_TRIED : send(push));
        } finally {
            slots.release();
        }
    }

    /** What is not sent in the first half of its claim is left for later, for in the other half it would have to end. */
    private boolean isTooLate(PushJob job) {
        var half = channels.claim().dividedBy(2);
        return isStopping || clock.instant().isAfter(job.claimed().due().minus(half));
    }

    /** A gateway that throws, which it should not, must not keep the others of its job from being recorded. */
    private Outcome send(Push push) {
        try {
            return channels.to(push.device().type()).orElseThrow().send(push);
        } catch (RuntimeException fault) {
            return new Outcome.Retry(Duration.ZERO, fault.getClass().getSimpleName());
        }
    }

    private void answer(PushJob job, Push push, Outcome outcome) {
        counts.add(result(outcome), 1);
        if (job.answered(push, outcome, clock.instant())) {
            end(job);
        }
    }

    private static PushResult result(Outcome outcome) {
        if (outcome instanceof Outcome.Delivered) {
            return PushResult.SENT;
        }
        if (outcome instanceof Outcome.Retry) {
            return PushResult.AGAIN;
        }
        return outcome instanceof Outcome.Unregistered ? PushResult.GONE : PushResult.REFUSED;
    }

    private void end(PushJob job) {
        recorder.add(job.report(ids, channels.mailAfter(), clock.instant()));
    }

    @Override
    public void sweep() {
        int dropped = transactions.write(() -> outbox.trim(MOST_WAITING));
        counts.add(PushResult.DROPPED, dropped);
    }

    @Override
    public boolean stop(Duration patience) {
        isStopping = true;
        try {
            return places.tryAcquire(MOST_UNDER_WAY, patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public Status status() {
        var backlog = transactions.read(outbox::backlog);
        var progress = progress();
        return new Status(channels.isOn(), progress.results(), progress.withheld(), backlog, progress.underWay());
    }

    @Override
    public Progress progress() {
        return new Progress(counts.results(), counts.withheld(), MOST_UNDER_WAY - places.availablePermits());
    }
}
