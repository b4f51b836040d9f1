package dev.confab.chat.application.push;

import dev.confab.chat.domain.device.Device;
import dev.confab.chat.domain.device.DeviceId;
import dev.confab.chat.domain.device.PendingPush;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When somebody gets a mail: not for every message, but when the first one has been unread for a while, and then it tells of
 * all that have come until then. Lives on one thread.
 */
final class EmailThrottle {

    private static final int REMEMBERED = 10_000;

    private final Duration after;

    /** Mails that were decided on here, and may not be noted in the store yet. The latest of them. */
    private final Map<DeviceId, Instant> decided = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DeviceId, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };

    EmailThrottle(Duration after) {
        this.after = after;
    }

    /** What is to be done for one device about one message. */
    enum Decision {
        WRITE,
        WAIT,
        TOLD_BEFORE
    }

    Decision decide(Device device, PendingPush pending, Instant now) {
        if (now.isBefore(pending.createdAt().plus(after))) {
            return Decision.WAIT;
        }
        if (isCovered(pending, device.mailed())
                || (pending.attempts() == 0 && isCovered(pending, decided.get(device.id())))) {
            return Decision.TOLD_BEFORE;
        }
        decided.remove(device.id());
        decided.put(device.id(), now);
        return Decision.WRITE;
    }

    private static boolean isCovered(PendingPush pending, @Nullable Instant mail) {
        return mail != null && !pending.createdAt().isAfter(mail);
    }
}
