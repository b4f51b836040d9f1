package dev.confab.chat.domain.device;

import dev.confab.chat.domain.room.Message;

/**
 * What one device is told of one message.
 *
 * @param title the room, by the name it has for the owner
 * @param text who says what, or less where that is not to be told
 * @param unread how many messages wait for the owner in all rooms together
 */
public record Push(Device device, Message message, String title, String text, long unread) {

    /** Without what is said. */
    @Override
    public String toString() {
        return "Push[" + message.id() + " to " + device.id() + "]";
    }
}
