package dev.confab.chat.application.push;

import dev.confab.chat.domain.device.Device;
import dev.confab.chat.domain.device.DeviceId;
import dev.confab.chat.domain.device.DeviceType;
import dev.confab.chat.domain.device.PendingPush;
import dev.confab.chat.domain.device.Push;
import dev.confab.chat.domain.port.IdSource;
import dev.confab.chat.domain.port.PushGateway.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The delivery of one claimed message: its pushes and their outcomes so far. Thread-safe. */
final class PushJob {

    /**
     * When to check again whether a member is still online, counted from the message: after the grace period of presence,
     * and once a dead connection must have been detected.
     */
    private static final List<Duration> RECHECKS = List.of(Duration.ofSeconds(10), Duration.ofSeconds(75));

    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(2);
    private static final Duration MAX_BACKOFF = Duration.ofMinutes(10);
    private static final int MAX_EXPONENT = 10;

    private final PendingPush claimed;
    private final PushTargets targets;
    private final List<DeviceId> failed = new ArrayList<>();
    private final List<DeviceId> unregistered = new ArrayList<>();
    private final List<Device> changed = new ArrayList<>();
    private Duration requestedDelay = Duration.ZERO;
    private int open;

    PushJob(PendingPush claimed, PushTargets targets) {
        this.claimed = claimed;
        this.targets = targets;
        this.open = targets.send().size();
    }

    /**
     * The rows to store when a job has ended.
     *
     * @param next replaces the claimed push; null if it is done
     * @param retries pushes to add for some of the devices
     * @param unregistered devices to delete
     * @param changed devices to update
     */
    record Result(
            PendingPush claimed,
            @Nullable PendingPush next,
            List<PendingPush> retries,
            List<DeviceId> unregistered,
            List<Device> changed) {

        boolean isDone() {
            return next == null;
        }
    }

    PendingPush claimed() {
        return claimed;
    }

    List<Push> pushes() {
        return targets.send();
    }

    /** Returns the devices whose owners seem to be online and will not be checked again. */
    List<DeviceId> withheldAsOnline(Instant now) {
        return nextRecheck(now).isPresent() ? List.of() : targets.recheck();
    }

    /** Records the outcome of one push and returns whether it was the last one. */
    synchronized boolean complete(Push push, Outcome outcome, Instant now) {
        var device = push.device();
        if (outcome instanceof Outcome.Retry retry) {
            failed.add(device.id());
            requestedDelay = max(retry.delay(), requestedDelay);
            recordFailure(device, retry.reason(), now);
        } else if (outcome instanceof Outcome.Refused refused) {
            recordFailure(device, refused.reason(), now);
        } else if (outcome instanceof Outcome.Unregistered) {
            unregistered.add(device.id());
        } else {
            recordDelivery(device, now);
        }
        return --open == 0;
    }

    private void recordDelivery(Device device, Instant now) {
        if (device.type() == DeviceType.EMAIL) {
            changed.add(device.mailed(now));
        } else if (device.failure() != null) {
            changed.add(device.withoutFailure());
        }
    }

    /** Does not write the same failure again. */
    private void recordFailure(Device device, String reason, Instant now) {
        var before = device.failure();
        boolean isNew = before == null || !before.reason().equals(new Device.Failure(reason, now).reason());
        if (isNew && !reason.isEmpty()) {
            changed.add(device.withFailure(reason, now));
        }
    }

    /**
     * Returns what to store, once the last push is complete.
     *
     * @param emailDelay how long after the message an e-mail is due
     */
    synchronized Result result(IdSource ids, Duration emailDelay, Instant now) {
        var retries = new ArrayList<PendingPush>();
        if (!failed.isEmpty()) {
            var id = ids.next();
            retries.add(claimed.retry(id, failed, now.plus(backoff(id))));
        }
        nextRecheck(now)
                .filter(due -> !targets.recheck().isEmpty())
                .ifPresent(due -> retries.add(claimed.delayed(ids.next(), targets.recheck(), due)));
        if (!targets.delayed().isEmpty()) {
            var due = claimed.createdAt().plus(emailDelay);
            retries.add(claimed.delayed(ids.next(), targets.delayed(), due));
        }
        var next = targets.cursor() == null ? null : claimed.continueAfter(targets.cursor(), now);
        return new Result(claimed, next, retries, List.copyOf(unregistered), List.copyOf(changed));
    }

    private Optional<Instant> nextRecheck(Instant now) {
        return RECHECKS.stream()
                .map(claimed.createdAt()::plus)
                .filter(now::isBefore)
                .findFirst();
    }

    /** Exponential backoff with jitter, at least the delay that the push service asked for. */
    private Duration backoff(UUID id) {
        var exponential = FIRST_BACKOFF.multipliedBy(1L << Math.min(claimed.attempts(), MAX_EXPONENT));
        var bounded = exponential.compareTo(MAX_BACKOFF) > 0 ? MAX_BACKOFF : exponential;
        long percent = 50L + Math.floorMod(id.hashCode(), 51);
        var jittered = bounded.multipliedBy(percent).dividedBy(100);
        return requestedDelay.compareTo(jittered) > 0 ? requestedDelay.plus(jittered.dividedBy(10)) : jittered;
    }

    private static Duration max(Duration first, Duration second) {
        return first.compareTo(second) > 0 ? first : second;
    }
}
