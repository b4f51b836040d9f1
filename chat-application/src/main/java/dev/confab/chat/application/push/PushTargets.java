package dev.confab.chat.application.push;

import dev.confab.chat.domain.device.DeviceId;
import dev.confab.chat.domain.device.Push;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The devices to notify of one message, as decided at one moment.
 *
 * @param send the pushes to send now
 * @param recheck devices whose owners seem to be online but have not received the message
 * @param delayed devices to notify later if the message is still unread
 * @param cursor the last device of this page; null if there are no more devices
 */
record PushTargets(
        List<Push> send,
        List<DeviceId> recheck,
        List<DeviceId> delayed,
        @Nullable DeviceId cursor) {

    /** No devices at all. */
    static final PushTargets NONE = new PushTargets(List.of(), List.of(), List.of(), null);
}
