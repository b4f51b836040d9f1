package dev.confab.chat.application.push;

import dev.confab.chat.domain.device.DeviceId;
import dev.confab.chat.domain.device.Push;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of one message, as things are at one moment.
 *
 * @param told what, on which devices
 * @param held devices of those who seem to have a connection, but have not received the message by it
 * @param patient devices that are told later, if it is unread then
 * @param last where to go on; null if there are no more devices
 */
record PushTargets(
        List<Push> told,
        List<DeviceId> held,
        List<DeviceId> patient,
        @Nullable DeviceId last) {

    /** Nobody at all. */
    static final PushTargets NONE = new PushTargets(List.of(), List.of(), List.of(), null);
}
