package dev.confab.chat.application.push;

import dev.confab.chat.domain.device.DeviceId;
import dev.confab.chat.domain.device.Push;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of one message, as things are at one moment.
 *
 * @param send what, on which devices
 * @param recheck devices of those who seem to have a connection, but have not received the message by it
 * @param delayed devices that are told later, if it is unread then
 * @param cursor where to go on; null if there are no more devices
 */
record PushTargets(
        List<Push> send,
        List<DeviceId> recheck,
        List<DeviceId> delayed,
        @Nullable DeviceId cursor) {

    /** Nobody at all. */
    static final PushTargets NONE = new PushTargets(List.of(), List.of(), List.of(), null);
}
