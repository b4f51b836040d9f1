package dev.confab.chat.application.push;

import dev.confab.chat.domain.device.Device;
import dev.confab.chat.domain.device.DeviceId;
import dev.confab.chat.domain.device.PendingPush;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be stored of one piece of work that has ended.
 *
 * @param next what takes the place of what was claimed; null where that is done
 * @param left what is still to be done about some of its devices
 * @param changed devices about which there is something to note
 */
record PushJobResult(
        PendingPush claimed,
        @Nullable PendingPush next,
        List<PendingPush> left,
        List<DeviceId> gone,
        List<Device> changed) {

    boolean isDone() {
        return next == null;
    }
}
