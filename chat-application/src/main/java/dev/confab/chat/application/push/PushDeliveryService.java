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

    /** A retry without a reason, because the device has not failed. */
    private static final Outcome NOT_SENT = new Outcome.Retry(Duration.ZERO, "");

    private final Transactions transactions;
    private final PushOutbox outbox;
    private final PushConfig push;
    private final PushCounts counts = new PushCounts();
    private final Recipients recipients;
    private final PushResultWriter resultWriter;
    private final IdSource ids;
    private final InstantSource clock;
    private final Semaphore jobPermits = new Semaphore(MAX_IN_PROGRESS);
    private final Semaphore sendPermits = new Semaphore(MAX_SENDING);
    private volatile boolean isStopping;

    PushDeliveryService(Stores stores, PresenceStore presence, PushConfig push, Environment environment) {
        this.transactions = stores.transactions();
        this.outbox = stores.pushOutbox();
        this.push = push;
        this.recipients = new Recipients(stores, presence, push, counts);
        this.resultWriter = new PushResultWriter(stores, environment.clock(), jobPermits::release);
        this.ids = environment.ids();
        this.clock = environment.clock();
    }

    @Override
    public int work() {
        resultWriter.flush();
        int capacity = Math.min(BATCH, jobPermits.availablePermits());
        if (isStopping || !push.isOn() || capacity <= 0) {
            return 0;
        }
        var claimed = claim(clock.instant(), capacity);
        createJobs(claimed).forEach(this::start);
        return claimed.size();
    }

    /** Checks in a read first: it is called often, and a write transaction may access the disk even if it writes nothing. */
    private List<PendingPush> claim(Instant now, int limit) {
        if (!transactions.read(() -> outbox.isAnyDue(now))) {
            return List.of();
        }
        return transactions.write(() -> outbox.claim(now, now.plus(push.claim()), limit));
    }

    /** Reads the targets of all jobs on one connection before the first push is sent. */
    private List<PushJob> createJobs(List<PendingPush> claimed) {
        if (claimed.isEmpty()) {
            return List.of();
        }
        return transactions.read(() -> {
            var jobs = new ArrayList<PushJob>();
            claimed.forEach(pending -> jobs.add(new PushJob(pending, targets(pending))));
            return jobs;
        });
    }

    private PushTargets targets(PendingPush pending) {
        if (pending.isTooOldAt(clock.instant())) {
            counts.add(PushResult.EXPIRED, Math.max(1, pending.targets().size()));
            return PushTargets.NONE;
        }
        return recipients.of(pending, clock.instant());
    }

    private void start(PushJob job) {
        jobPermits.acquireUninterruptibly();
        job.withheldAsOnline(clock.instant()).forEach(device -> counts.withhold(PushDecision.ONLINE));
        if (job.pushes().isEmpty()) {
            end(job);
        } else {
            job.pushes().forEach(one -> startSend(job, one));
        }
    }

    private void startSend(PushJob job, Push one) {
        sendPermits.acquireUninterruptibly();
        try {
            push.threads().execute(() -> sendWithPermit(job, one));
        } catch (RejectedExecutionException shutDown) {
            sendPermits.release();
            complete(job, one, NOT_SENT);
        }
    }

    private void sendWithPermit(PushJob job, Push one) {
        try {
            complete(job, one, isTooLate(job) ? NOT_SENT : send(one));
        } finally {
            sendPermits.release();
        }
    }

    /** A send must start in the first half of the claim, so that it ends before another node may retry it. */
    private boolean isTooLate(PushJob job) {
        var half = push.claim().dividedBy(2);
        return isStopping || clock.instant().isAfter(job.claimed().due().minus(half));
    }

    /** A gateway must not throw. If it does, the other pushes of the job still have to be recorded. */
    private Outcome send(Push one) {
        try {
            return push.to(one.device().type()).orElseThrow().send(one);
        } catch (RuntimeException fault) {
            return new Outcome.Retry(Duration.ZERO, fault.getClass().getSimpleName());
        }
    }

    private void complete(PushJob job, Push one, Outcome outcome) {
        counts.add(resultOf(outcome), 1);
        if (job.complete(one, outcome, clock.instant())) {
            end(job);
        }
    }

    private static PushResult resultOf(Outcome outcome) {
        if (outcome instanceof Outcome.Delivered) {
            return PushResult.SENT;
        }
        if (outcome instanceof Outcome.Retry) {
            return PushResult.AGAIN;
        }
        return outcome instanceof Outcome.Unregistered ? PushResult.GONE : PushResult.REFUSED;
    }

    private void end(PushJob job) {
        resultWriter.add(job.result(ids, push.mailAfter(), clock.instant()));
    }

    @Override
    public void sweep() {
        int dropped = transactions.write(() -> outbox.trim(MAX_WAITING));
        counts.add(PushResult.DROPPED, dropped);
    }

    @Override
    public boolean stop(Duration timeout) {
        isStopping = true;
        try {
            return jobPermits.tryAcquire(MAX_IN_PROGRESS, timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public Status status() {
        var backlog = transactions.read(outbox::backlog);
        var progress = progress();
        return new Status(push.isOn(), progress.results(), progress.withheld(), backlog, progress.underWay());
    }

    @Override
    public Progress progress() {
        int inProgress = MAX_IN_PROGRESS - jobPermits.availablePermits();
        return new Progress(counts.results(), counts.withheld(), inProgress);
    }
}
