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
 * Limits e-mails: an address gets one when its oldest unread message is old enough, and that e-mail covers all messages
 * until then. Not thread-safe.
 */
final class EmailThrottle {

    private static final int MAX_REMEMBERED = 10_000;

    private final Duration delay;

    /** The latest e-mails decided on by this node, which may not be recorded in the store yet. */
    private final Map<DeviceId, Instant> recent = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DeviceId, Instant> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    /** @param delay how long a message stays unread before an e-mail is sent */
    EmailThrottle(Duration delay) {
        this.delay = delay;
    }

    /** What to do about one message for one address. */
    enum Decision {
        SEND,
        WAIT,
        COVERED
    }

    Decision decide(Device device, PendingPush pending, Instant now) {
        if (now.isBefore(pending.createdAt().plus(delay))) {
            return Decision.WAIT;
        }
        if (isCovered(pending, device.mailed())
                || (pending.attempts() == 0 && isCovered(pending, recent.get(device.id())))) {
            return Decision.COVERED;
        }
        recent.remove(device.id());
        recent.put(device.id(), now);
        return Decision.SEND;
    }

    private static boolean isCovered(PendingPush pending, @Nullable Instant mailedAt) {
        return mailedAt != null && !pending.createdAt().isAfter(mailedAt);
    }
}
