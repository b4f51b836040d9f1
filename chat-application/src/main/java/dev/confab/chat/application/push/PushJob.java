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

/** One piece of work: what was claimed, and what became of each push of it so far. Callable from every thread. */
final class PushJob {

    /** When to look again at who seems to be online: after the time of grace, and when a dead connection is found out. */
    private static final List<Duration> LOOKS = List.of(Duration.ofSeconds(10), Duration.ofSeconds(75));

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final int LARGEST_EXPONENT = 10;

    private final PendingPush claimed;
    private final PushTargets audience;
    private final List<DeviceId> missed = new ArrayList<>();
    private final List<DeviceId> gone = new ArrayList<>();
    private final List<Device> changed = new ArrayList<>();
    private Duration pause = Duration.ZERO;
    private int open;

    PushJob(PendingPush claimed, PushTargets audience) {
        this.claimed = claimed;
        this.audience = audience;
        this.open = audience.send().size();
    }

    /** Notes what became of one push; answers whether it was the last one. */
    synchronized boolean answered(Push push, Outcome outcome, Instant now) {
        var device = push.device();
        if (outcome instanceof Outcome.Retry later) {
            missed.add(device.id());
            pause = later.delay().compareTo(pause) > 0 ? later.delay() : pause;
            trouble(device, later.reason(), now);
        } else if (outcome instanceof Outcome.Refused refused) {
            trouble(device, refused.reason(), now);
        } else if (outcome instanceof Outcome.Unregistered) {
            gone.add(device.id());
        } else {
            delivered(device, now);
        }
        return --open == 0;
    }

    private void delivered(Device device, Instant now) {
        if (device.type() == DeviceType.EMAIL) {
            changed.add(device.mailed(now));
        } else if (device.failure() != null) {
            changed.add(device.withoutFailure());
        }
    }

    /** The same trouble as the last time is no news. */
    private void trouble(Device device, String what, Instant now) {
        var before = device.failure();
        boolean isNews = before == null || !before.reason().equals(new Device.Failure(what, now).reason());
        if (isNews && !what.isEmpty()) {
            changed.add(device.withFailure(what, now));
        }
    }

    PendingPush claimed() {
        return claimed;
    }

    List<Push> pushes() {
        return audience.send();
    }

    /** The devices of those who still seem to be online, and are not looked at again. */
    List<DeviceId> givenUp(Instant now) {
        return nextLook(now).isPresent() ? List.of() : audience.recheck();
    }

    /**
     * What is to be stored, once the last one is answered.
     *
     * @param patience how long after the message who is patient is told
     */
    synchronized PushJobResult report(IdSource ids, Duration patience, Instant now) {
        var left = new ArrayList<PendingPush>();
        if (!missed.isEmpty()) {
            var id = ids.next();
            left.add(claimed.retry(id, missed, now.plus(pause(id))));
        }
        nextLook(now)
                .filter(look -> !audience.recheck().isEmpty())
                .ifPresent(look -> left.add(claimed.delayed(ids.next(), audience.recheck(), look)));
        if (!audience.delayed().isEmpty()) {
            left.add(claimed.delayed(
                    ids.next(), audience.delayed(), claimed.createdAt().plus(patience)));
        }
        var next = audience.cursor() == null ? null : claimed.continueAfter(audience.cursor(), now);
        return new PushJobResult(claimed, next, left, List.copyOf(gone), List.copyOf(changed));
    }

    private Optional<Instant> nextLook(Instant now) {
        return LOOKS.stream()
                .map(claimed.createdAt()::plus)
                .filter(now::isBefore)
                .findFirst();
    }

    /** Twice as long each time; what failed together does not come back together. */
    private Duration pause(UUID id) {
        var own = FIRST_PAUSE.multipliedBy(1L << Math.min(claimed.attempts(), LARGEST_EXPONENT));
        var bounded = own.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : own;
        long part = 50L + Math.floorMod(id.hashCode(), 51);
        var spread = bounded.multipliedBy(part).dividedBy(100);
        return pause.compareTo(spread) > 0 ? pause.plus(spread.dividedBy(10)) : spread;
    }
}
